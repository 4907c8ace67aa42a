"""Tables and rows of pay that is not the guide's: of other people, of another role, of the past."""

import pytest

from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.sections import Body

TITLE = "### Data Engineer | Acme Global Negotiation Guide"
BERLIN = "Berlin | €80K | €90K"


def read(*blocks: str, title: str = TITLE, front_matter: str = "") -> CompensationTable:
    text = "\n\n".join((f"{front_matter}{title}", *blocks, ""))
    found = read_compensation_table(Body(text, len(front_matter)))
    assert found is not None
    return found


def table(*rows: str, header: str = "Region | Base | Total") -> str:
    return "\n".join((f"| {header} |", "|" + "---|" * (header.count("|") + 1), *(f"| {row} |" for row in rows)))


def bases(found: CompensationTable) -> list[float | None]:
    return [row.base.low if row.base else None for row in found.rows]


@pytest.mark.parametrize(
    "heading",
    [
        "#### Interns", "#### Contractor rates", "Freelancers only:", "**Internship pay**", "#### Archive (superseded)",
        "#### What competitors pay", "#### Senior Data Engineer", "#### Praktikanten", "#### Previous data, outdated",
        "*The following numbers are made up for illustration.*", "#### Part-time employees (50%)", "#### Example only",
        "Example only, not our pay:", "#### Old bands (superseded)", "#### Proposed for 2027", "#### Forecast for 2028",
        "#### Previous ranges (2023)", "#### Draft, not approved", "#### Sample (illustrative)", "#### Apprenticeships",
        "#### Legacy", "#### Retired ranges", "#### Peer companies", "#### Freelance rates (annualised)",
        "#### Template", "#### Working students", "#### Your counter", "#### Placeholder figures", "#### Executives",
        "These figures are placeholders. Replace them before publishing.", "These ranges are out of date. Sorry.",
        "#### Legacy bands (before 2025)", "#### Expired ranges", "#### Bands before the merger",
        "#### Ancienne grille",
        "#### Frühere Gehaltsbänder", "#### Bandas anteriores", "#### Fasce precedenti", "#### Oude schalen",
        "#### Gamla lönespann", "#### Poprzednie widełki", "#### 旧給与レンジ", "#### Wettbewerber", "#### Concurrents",
        "#### Competitor pay for comparison", "#### Other companies", "#### What candidates ask for",
        "#### Walk-away numbers", "#### Stretch targets", "#### After negotiation", "#### Buyout of unvested equity",
        "#### Hiring budget", "#### Example offer", "#### Beispielrechnung", "#### Ejemplo", "#### Mock data",
        "#### Vorschlag 2027", "#### Not yet approved", "#### With promotion", "#### Other roles",
        "Example: a real offer we saw", "#### Minimum wage", "#### Salary increases", "#### Prestataires",
        "#### Coût employeur", "**Offer letter, 3 March 2025**", "#### Salary expectations of applicants",
        "#### Bands until June 2025", "#### Published in job ads (wide, ignore)", "#### Counter-proposal to send",
    ],
)  # fmt: skip
def test_the_only_table_is_refused_below_a_heading_of_other_pay(heading: str) -> None:
    found = read(heading, table(BERLIN))
    assert bases(found) == [None]
    assert all("names other pay than the guide's" in cell.problem for cell in found.rows[0].unread)


def test_a_percentage_of_others_is_refused_beside_a_cell_that_is_unclear_too() -> None:
    pay = table("Berlin (after tax) | €80K | 10% | €90K", header="Region | Base | Bonus | Total")
    row = read("#### Interns", pay).rows[0]
    assert [cell.component for cell in row.unread] == ["base", "bonus", "total_comp"]


@pytest.mark.parametrize(
    "label",
    [
        "In der Probezeit", "Was Wettbewerber in Berlin zahlen", "Lo que paga la competencia en Madrid",
        "Rangos antiguos (hasta la subida)", "Compensi a partita iva", "Stagevergoeding voor stagiairs",
        "Löner före höjningen 2025", "契約社員の給与", "其他公司的薪资(对比用)", "Interim pay until the promotion",
        "Survey results for all employers in the city", "Pay during a sabbatical", "Advisors and board members",
        "Severance by region", "Contractors hired through an agency", "Old bands, valid until 2022",
        "Interns in our offices", "Example of an offer letter", "Typical counter-offer by the recruiter",
        "Rumors from a forum", "Draft for review by HR", "Industry average for data engineers",
        "Official statistics of the labor office", "Legal minimum for a visa", "What one engineer costs the company",
        "These figures are placeholders", "At Brightwell, a close competitor", "Before the raise of April",
        "During garden leave", "Never sign below these",
        "Not this role: Principal Engineer", "Competitors in the same cities", "Gehälter der Werkstudenten im Sommer",
        "Kosten für den Arbeitgeber", "Nettogehälter nach Steuerklasse", "Anciennes fourchettes (avant la réforme)",
        "Rémunération des stagiaires à Paris", "Exemple d'une offre", "Ejemplo de una oferta", "Mínimo que aceptaría",
        "Valores de exemplo, não usar", "Vecchie fasce, fino alla riforma", "Oude schalen tot de herziening",
        "Konsultarvoden, inte anställda", "Stażyści w Warszawie", "Stawki na kontrakcie B2B", "旧レンジ(改定前)",
        "税后收入", "경쟁사 급여(참고)", "Contractors' day rates", "A rival's ranges", "Candidates' expectations",
        "Bands that no longer apply", "Former employees who left before the merger", "Market averages (all employers)",
        "Official wage statistics", "Minimum pay by collective agreement", "One-time relocation and sign-on payments",
        "Employees who came with the merger keep these ranges", "Below this, walk away",
        "Adjusted for purchasing power", "Zum Vergleich: Bänder des Vorjahres",
        "In 2015 dollars", "Bei 30 Wochenstunden", "So viel zahlt die Konkurrenz",
        "Gehaltsbänder (nicht mehr gültig)", "Erfundene Zahlen, nur zur Veranschaulichung", "Branchendurchschnitt",
        "Fourchettes qui ne sont plus en vigueur", "Chiffres fictifs, à titre d'illustration", "Moyenne du marché",
        "Rangos que ya no están vigentes", "Media del mercado", "Faixas que não valem mais",
        "Salários dos concorrentes",
        "Fasce non più in vigore", "Stipendi della concorrenza", "Schalen die niet meer gelden", "Marktgemiddelde",
        "Salarissen bij concurrenten", "Gamla spann, gäller inte längre", "Löner hos konkurrenter", "Branschsnitt",
        "Gamle lønrammer (gælder ikke længere)", "Løn til praktikanter", "Widełki u konkurencji", "Stará rozpětí",
        "Старые вилки", "Зарплаты у конкурентов", "Eski maaş aralıkları", "Kilpailijoiden palkat", "業界平均",
        "架空の例", "旧标准(2021年,已作废)", "行业平均薪资", "이전 급여 기준", "가상의 예시",
        "Layout of the table (the figures are placeholders)", "From job ads of other employers in the region",
        "Numbers gathered from contractors", "What Brightwell offers interns (Berlin)",
        "Valores praticados pela concorrência", "Dane przykładowe", "サンプルデータ", "Ce que gagnent les stagiaires",
        "다음은 다른 회사의 연봉입니다", "Market averages are shown below", "One-time payments that are made at hire",
        "My salary expectations", "Your pay expectations (by country)", "Before the IPO",
        "标准（2021年，已作废）", "Statutory minimum salary for a visa", "Ce que paient d'autres entreprises",
        "Was andere Unternehmen zahlen", "Lo que pagan otras empresas", "过去标准", "最低賃金(都道府県別)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["#### {}", "**{}**", "{}:", "*{}*"])
def test_a_label_that_begins_with_other_pay_refuses_its_table(label: str, form: str) -> None:
    assert bases(read(form.format(label), table(BERLIN))) == [None]


@pytest.mark.parametrize(
    "label",
    [
        "Ranges for employees (not contractors)", "Pay compared with competitors",
        "Norvell against the industry average", "Current ranges (the old ones were lower)",
        "Ranges that superseded those of 2024", "Ranges are adjusted for cost of living",
        "Other roles are in other guides", "Your floor is the low end", "Nettogehälter sind niedriger",
        "Pay at Acme, a competitor of Brightwell", "Gross pay, employer contributions not included", "At signing",
        "Women and men are paid the same", "Do not use the upper end as your opening",
        "Never accept less than the low end", "正社員の給与(契約社員を除く)", "Survey results for Acme",
        "Rangos para empleados, no para becarios",
        "Fourchettes hors stagiaires et alternants", "Bruto; niet voor stagiairs",
        "Gehälter für Festangestellte (keine Werkstudenten)",
        "Bruttogehälter, nicht netto", "Löner per ort", "Fourchettes actuelles (les anciennes étaient plus basses)",
        "Rangos vigentes desde 2026", "薪资范围(税前)", "Not for interns", "Ranges (those of 2025 no longer apply)",
        "Market ranges by city", "Minimum and maximum pay by region", "One-time payments are not included",
        "Employees who joined in 2026", "Reported by current and former employees", "Pay in the first year",
        "Gehälter über dem Branchendurchschnitt", "Gehaltsbänder 2026 (die alten gelten nicht mehr)",
        "Grille 2026 (l'ancienne n'est plus en vigueur)", "Salarios por encima de la media del mercado",
        "Rangos vigentes (los anteriores ya no aplican)", "Faixas atuais (as antigas não valem mais)",
        "Fasce attuali (le vecchie non sono più valide)", "Huidige schalen (de oude gelden niet meer)",
        "Lönespann (de gamla gäller inte längre)", "Widełki aktualne (stare już nie obowiązują)",
        "現在の給与レンジ(旧レンジは廃止)", "業界平均より高い給与", "现行薪资范围(旧标准已作废)", "高于行业平均的薪资",
        "현재 기준 (이전 기준은 폐지)", "업계 평균보다 높은 연봉",
        "Offers after an internship", "Bonus for referring interns", "Better than the offers of our competitors",
        "What employees earn, interns", "Praktikanten ausgenommen", "Plus que la concurrence", "Più della concorrenza",
        "One-time payments are extra", "Einmalzahlungen kommen hinzu", "Primes exceptionnelles en plus",
        "La media del mercado es menor", "Mindestgehalt und Höchstgehalt nach Ort", "Salario mínimo y máximo",
        "Untergrenze – Obergrenze", "Ranges are adjusted for inflation each year", "Mein Angebot verhandeln",
        "Kosten für den Arbeitgeber sind höher", "Ranges for hires from another company",
        "Pay for this role, not for another role", "Gehälter, höher als bei anderen Unternehmen",
        "Salarios superiores a los de otras empresas", "Salaries are above the union minimum wage",
        "No contractors", "市場平均を上回る", "竞争对手的薪资更低", "インターンは対象外", "税后收入请自行计算",
        "现行标准，旧版已作废", "过去三年未变", "最低賃金以上", "세후 금액은 다름", "인턴 별도",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["#### {}", "**{}**", "{}:", "*{}*"])
def test_a_label_that_names_other_pay_further_on_changes_nothing(label: str, form: str) -> None:
    assert bases(read(form.format(label), table(BERLIN))) == [80_000]


@pytest.mark.parametrize(
    "sentence",
    [
        "These bands are no longer in force.", "These ranges have not been in force since the merger.",
        "The ranges below are those of another company.",
        "Siffrorna gäller praktikanter.", "The numbers were generated for testing.",
        "Note: the bands shown were replaced in April; the new ones are not public.",
        "The following figures are invented to show the format.", "Contractors' rates, converted to a year.",
        "The figures above were withdrawn in spring because the survey behind them had too few answers to be of use.",
        "Not in force yet: the board decides in January.", "Diese Zahlen sind frei erfunden.",
        "Diese Bänder gelten nicht mehr.", "Ces chiffres sont fictifs.", "Ces montants ne s'appliquent plus.",
        "Estas cifras son inventadas.", "Estas faixas não valem mais.", "Queste cifre sono inventate.",
        "Deze schalen gelden niet meer.", "Siffrorna är påhittade.", "Tallene er opdigtede.", "Te kwoty są fikcyjne.",
        "Эти цифры вымышлены.", "金額はすべて架空です。", "以上数字均为虚构。", "위 금액은 모두 가상의 수치입니다.",
    ],
)  # fmt: skip
def test_a_sentence_that_says_that_the_figures_are_others_refuses_them(sentence: str) -> None:
    assert bases(read(sentence, table(BERLIN))) == bases(read(table(BERLIN), sentence)) == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "These ranges no longer apply to contractors.",
        "These ranges replace those of 2025, which are no longer valid.",
        "Figures are not made up: each has a source below.", "The figures are estimates from several sources.",
        "These salaries are well above the statutory minimum wage.", "Die Bänder von 2025 gelten nicht mehr.",
        "Diese Zahlen gelten nicht mehr für Praktikanten.", "Ces chiffres ne sont plus confidentiels.",
        "Ces fourchettes ne s'appliquent pas aux stagiaires.", "Los salarios ya incluyen la paga extra.",
        "Le cifre non sono inventate.", "De schalen gelden niet voor stagiairs.", "Spannen gäller inte för konsulter.",
        "The figures exclude contractors.", "Die Gehälter der Praktikanten stehen im anderen Guide.",
        "The figures are not placeholders.", "Data is generated for each quarter.", "Salaries lag competitors.",
        "Employer cost not included.", "金額は架空ではありません。", "위 금액은 가상이 아닙니다.",
        "契約社員には適用されません。", "实习生不适用。", "인턴에게는 더 이상 적용되지 않습니다.",
    ],
)  # fmt: skip
def test_a_sentence_about_others_beside_a_table_changes_nothing(sentence: str) -> None:
    assert bases(read(sentence, table(BERLIN))) == bases(read(table(BERLIN), sentence)) == [80_000]


def test_the_last_sentence_above_a_table_may_be_its_label() -> None:
    assert bases(read("The ranges are not public. At Brightwell, a close competitor:", table(BERLIN))) == [None]


@pytest.mark.parametrize("below", ["Outdated ranges\n---", "<details>\n<summary>Archive: ranges of 2021</summary>"])
def test_a_heading_below_says_nothing_about_the_table_above(below: str) -> None:
    assert bases(read(table(BERLIN), below, table("Berlin | €60K | €70K"))) == [80_000]


@pytest.mark.parametrize("note", ["All net", "Part time 80%", "Base is monthly", "Figures of 2019"])
@pytest.mark.parametrize("rule", ["---", "***", "=="])
def test_a_note_above_a_rule_is_no_heading(note: str, rule: str) -> None:
    body = "\n\n".join((TITLE, table(BERLIN), note, rule, "#### Negotiation DNA"))
    found = read_compensation_table(Body(body, 0, 2026))
    assert found is not None
    assert bases(found) == [None]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        (TITLE, "#### Pay, after probation"),
        (TITLE, "#### Compensation vs. the market"),
        (TITLE, "#### After the probationary period"),
        (TITLE, "#### Data Engineer"),
        (TITLE, "#### Compensation beside contractors and other staff"),
        (TITLE, "#### Senior"),
        (TITLE, "#### Salary expectations"),
        (TITLE, "#### Offer ranges"),
        (TITLE, "#### Compensation: what to ask for"),
        (TITLE, "#### Compensation for all teams"),
        (TITLE, "#### Before the negotiation"),
        (TITLE, "#### Ranges after the 2026 raise"),
        (TITLE, "#### Target compensation"),
        (TITLE, "#### What Acme pays"),
        (TITLE, "#### Market data (other sources)"),
        (TITLE, "#### Nouvelle grille"),
        (TITLE, "#### Base salary before tax"),
        (TITLE, "#### Per città"),
        (TITLE, "#### Salaries per location"),
        (TITLE, "#### Full-time equivalent (part-time pro rata)"),
        (TITLE, "#### Employees and interns"),
        (TITLE, "**Negotiation DNA:** Stock of a market leader | Backed by the state | Bay Part-time Location"),
        (TITLE, "#### Compensation (sample of 42 offers)"),
        (TITLE, "Probation: six months."),
        (TITLE, "Contract: permanent"),
        (TITLE, "Sabbatical after five years."),
        ("### Data Engineering Intern | Acme Negotiation Guide", "#### Intern pay"),
        ("### Senior Data Engineer | Acme Negotiation Guide", "#### Senior Data Engineer"),
    ],
)
def test_a_table_is_read_below_other_headings(title: str, heading: str) -> None:
    assert bases(read(heading, table(BERLIN), title=title)) == [80_000]


@pytest.mark.parametrize("label", ["**Interns**", "**Part-time:**", "Interns:", "**Monthly:**"])
def test_the_label_over_the_next_table_says_nothing_about_the_one_above(label: str) -> None:
    assert bases(read("**Full-time**", table(BERLIN), label, table("Paris | €30K | €30K")))[:1] == [80_000]


def test_the_table_of_the_guides_own_role_is_read() -> None:
    found = read("#### Senior Data Engineer", table("Berlin | €110K | €125K"), "#### Data Engineer", table(BERLIN))
    assert (bases(found), found.rivals) == ([80_000], ())


def test_rows_below_a_line_for_other_people_are_refused() -> None:
    found = read(table("**Full-time** | |", BERLIN, "**Interns** | |", "Berlin | €30K | €30K"))
    assert bases(found) == [80_000, None]


def test_rows_for_other_roles_are_refused_beside_one_for_the_guides() -> None:
    titles = ("Data Engineer", "Data Engineer II", "Senior Data Engineer")
    rows = ("Data Analyst | Berlin | €60K | €65K", *(f"{title} | {BERLIN}" for title in titles))
    found = read(table(*rows, header="Role | Region | Base | Total"))
    assert bases(found) == [None, 80_000, 80_000, None]
    assert [row.title for row in found.rows] == ["Data Analyst", None, "Data Engineer II", "Senior Data Engineer"]
    assert found.rows[0].unread[0].problem == "`Data Analyst` is another role than the guide's"


@pytest.mark.parametrize("title", ["Staff Engineer", "Team Lead", "Senior Consultant", "Group Data Engineer"])
def test_titles_are_levels_if_none_is_the_guides_role(title: str) -> None:
    rows = ("Engineer II | Berlin | €60K | €65K", f"{title} | {BERLIN}")
    assert bases(read(table(*rows, header="Title | Region | Base | Total"))) == [60_000, 80_000]


@pytest.mark.parametrize(
    ("role", "title", "base"),
    [
        ("ML / AI Engineer", "Machine Learning Engineer", 80_000),
        ("DevOps Engineer", "Site Reliability Engineer", 80_000),
        ("Engineering Manager", "Software Engineering Manager", 80_000), ("Data Engineer", "Product Designer", None),
        ("Data Engineer", "Data Engineering Manager", None), ("Data Engineer", "Software Engineer", None),
    ],
)  # fmt: skip
def test_one_job_in_all_rows_may_be_the_guides_by_another_name(role: str, title: str, base: int | None) -> None:
    rows = (f"{title} | {BERLIN}", f"Senior {title} | {BERLIN}")
    found = read(table(*rows, header="Role | Region | Base | Total"), title=f"### {role} | Acme Guide")
    assert bases(found)[0] == base
    other = f"Backend Engineer | {BERLIN}"
    found = read(table(*rows, other, header="Role | Region | Base | Total"), title=f"### {role} | Acme Guide")
    assert bases(found)[2] is None


@pytest.mark.parametrize("title", ["Product Designer", "Account Executive", "Senior ML Engineer", "Ingénieur réseau"])
def test_titles_of_other_jobs_are_no_levels(title: str) -> None:
    rows = ("Engineer II | Berlin | €60K | €65K", f"{title} | {BERLIN}")
    found = read(table(*rows, header="Role | Location | Base | Total"))
    assert bases(found) == [60_000, None]
    assert found.rows[1].unread[0].problem == f"`{title}` is another role than the guide's"


@pytest.mark.parametrize(
    "header",
    [
        "Name | Role | Location | Base", "Employee Name | Role | City | Base", "Customer | Role | City | Base",
        "Nombre | Cargo | Ciudad | Base", "Empresa | Puesto | Ciudad | Salario", "Firma | Rolle | Stadt | Gehalt",
        "Entreprise | Poste | Ville | Salaire", "公司 | 职位 | 城市 | 年薪",
    ],
)  # fmt: skip
def test_a_list_of_people_or_of_jobs_at_companies_is_not_read(header: str) -> None:
    rows = ("Ana | Data Engineer | Berlin | €70K", "Carla | Data Engineer | Paris | €65K")
    text = "\n\n".join(("### Data Analyst | Acme Global Negotiation Guide", table(*rows, header=header), ""))
    assert read_compensation_table(Body(text, 0)) is None


@pytest.mark.parametrize(
    ("line", "base"),
    [
        ("*Actual offers vary by company, skills and negotiation.*", None), ("Figures vary by employer.", None),
        ("Salaries vary by company size.", None),
        ("Adjust for location, company size and level.", None), ("Adjust for location and level.", 80_000),
        ("*Nota: varían por ciudad, empresa y experiencia.*", None),
        ("*Actual offers vary by level and experience.*", 80_000), ("Benefits vary by country.", 80_000),
        ("Bonuses vary by company and individual results.", 80_000), ("Pay varies by company performance.", 80_000),
        ("Level names vary by company.", 80_000), ("Equity varies by company stage.", 80_000),
        ("Benefits vary by employer.", 80_000), ("Los beneficios varían según la empresa.", 80_000),
        ("Pay does not vary by company size.", 80_000), ("Total compensation varies by employer.", None),
        ("Les salaires varient selon l'entreprise.", None), ("Os salários variam por empresa.", None),
    ],
)  # fmt: skip
def test_figures_that_vary_by_company_are_not_the_companys(line: str, base: int | None) -> None:
    assert bases(read(table(BERLIN), line)) == bases(read(line, table(BERLIN))) == [base]


def test_a_column_of_names_of_levels_is_read() -> None:
    rows = ("L3 | Data Engineer I | €70K | €80K", "L4 | Senior Data Engineer | €80K | €90K")
    assert bases(read(table(*rows, header="Level | Name | Base | Total"))) == [70_000, 80_000]
    rows = ("Data Engineer I | L3 | €70K | €80K", "Data Engineer II | L4 | €80K | €90K")
    assert bases(read(table(*rows, header="Name | Level | Base | Total"))) == [70_000, 80_000]
    assert bases(read(table(f"{BERLIN} | ", header="Region | Base | Total | Name"))) == [80_000]
    rows = ("Engineer | Berlin | €70K | €80K", "Senior Engineer | Paris | €80K | €90K")
    assert bases(read(table(*rows, header="Name | Region | Base | Total"))) == [70_000, 80_000]


def test_a_company_whose_name_has_no_word_is_not_the_guides() -> None:
    rows = ("Berlin | 1&1 | €70K | €80K", "Paris | 1&1 | €80K | €90K")
    text = f"{TITLE}\n\n{table(*rows, header='Region | Company | Base | Total')}\n"
    assert read_compensation_table(Body(text, 0)) is None


def test_rows_of_years_long_past_are_refused() -> None:
    rows = ("2022 | Berlin | €70K | €78K", "2023 | Berlin | €74K | €82K", f"2026 | {BERLIN}")
    found = read(table(*rows, header="Year | Region | Base | Total"), front_matter="last_updated: 2026-11-01\n")
    assert bases(found) == [None, None, 80_000]
    assert found.rows[0].unread[0].problem == "`Year: 2022` is stated beside it, and the guide is of 2026"


@pytest.mark.parametrize(
    ("label", "header"),
    [
        ("#### Average salaries by city", "City | Salary"), ("Durchschnittsgehälter:", "City | Base | Total"),
        ("#### By city", "City | Avg Base | Avg TC"), ("**平均年収**", "City | Base"),
        ("#### By city", "City | Median Salary | Postings"), ("#### Salaires moyens par ville", "City | Base"),
    ],
)  # fmt: skip
def test_a_second_table_of_averages_contradicts_nothing(label: str, header: str) -> None:
    averages = "Berlin | €64K" + " | €71K" * header.count(" | T") + " | €70K" * header.count("Avg TC")
    found = read("#### Compensation", table("Berlin | €80K–€95K | €90K–€110K"), label, table(averages, header=header))
    assert (bases(found), found.rivals) == ([80_000], ())


def test_levels_below_the_line_of_a_city_are_that_citys() -> None:
    rows = ("**Berlin** | |", "L4 | €80K | €90K", "L5 | €95K | €110K", "**Boston** | |", "L4 | $150K | $170K")
    found = read(table(*rows, header="City / Level | Base | Total"))
    assert [(row.region, row.level) for row in found.rows] == [("Berlin", "L4"), ("Berlin", "L5"), ("Boston", "L4")]


@pytest.mark.parametrize(
    "label",
    [
        "Interns",
        "Berlin (interns)",
        "Berlin – contractors",
        "Berlin (from Q3 2027, planned)",
        "Berlin (contract)",
        "Berlin – probation",
        "Berlin (worst case)",
        "Berlin (old band)",
        "Berlin, graduates",
        "Berlin (acquired team)",
        "Berlin office, closed",
        "Berlin, after 2 years",
        "Berlin (rehire)",
        "My offer",
        "Max we saw",
        "Typical counter",
        "e.g. Example City",
        "Berlin (your target)",
    ],
)
def test_a_row_for_other_people_is_refused(label: str) -> None:
    assert bases(read(table(BERLIN, f"{label} | €30K | €30K"))) == [80_000, None]


def test_cities_below_the_line_of_a_level_are_for_that_level() -> None:
    found = read(
        table("**L4** | |", BERLIN, "**L5** | |", "Berlin | €95K | €110K", header="Level / City | Base | Total")
    )
    assert [(row.region, row.level) for row in found.rows] == [("Berlin", "L4"), ("Berlin", "L5")]


def test_a_table_whose_first_header_names_other_pay_is_refused() -> None:
    assert bases(read(table(BERLIN, header="Candidate ask | Base | Total"))) == [None]
    assert bases(read(table(f"1 | {BERLIN}", header="Offer # | Region | Base | Total"))) == [None]
    assert bases(read(table(BERLIN, header="Our pay | Base | Total"))) == [80_000]


@pytest.mark.parametrize(
    "name", ["Gap (Berlin vs Boston)", "Difference Berlin – Boston", "Spread: Berlin, Boston", "↳ with relocation"]
)
def test_a_row_that_compares_places_is_no_place(name: str) -> None:
    assert bases(read(table(BERLIN, f"{name} | €20K | €25K"))) == [80_000]


@pytest.mark.parametrize("name", ["Intern", "Year 2", "Women", "After counter"])
def test_a_row_of_other_pay_in_a_table_of_levels_by_place_is_refused(name: str) -> None:
    (row,) = read(table("L4 | €80K–€90K", f"{name} | €30K–€35K", header="Level | Berlin")).rows
    assert (row.total_comp and row.total_comp.low, len(row.unread)) == (80_000, 1)


def test_rows_of_other_roles_in_a_table_by_place_are_refused_beside_the_guides() -> None:
    rows = ("Data Analyst | €60K–€65K", "Data Engineer | €80K–€90K", "Engineering Manager | €99K–€120K")
    (row,) = read(table(*rows, header="Role | Berlin")).rows
    assert (row.total_comp and row.total_comp[:2], len(row.unread)) == ((80_000, 90_000), 2)


@pytest.mark.parametrize("name", ["Paris / Lyon (median)", "Average US / Canada", "Gap, France"])
def test_a_row_of_an_average_is_the_row_of_its_places(name: str) -> None:
    assert bases(read(table(BERLIN, f"{name} | €20K | €25K"))) == [80_000, 20_000]


def test_a_bonus_below_a_heading_of_other_pay_is_refused() -> None:
    (row,) = read("#### Interns", table("Berlin | €80K | 0%", header="Region | Base | Bonus")).rows
    assert (row.base, row.bonus_pct) == (None, None)


@pytest.mark.parametrize("label", ["**Full-time**", "**Permanent employees**"])
def test_a_bold_label_of_the_guides_own_pay_ends_a_heading_of_other_pay(label: str) -> None:
    interns = table("Berlin | €20/h | €9K", header="Region | Hourly | Housing")
    assert bases(read("#### Interns", interns, label, table(BERLIN))) == [80_000]
    assert bases(read("#### Interns", label, table(BERLIN))) == [None]
    assert bases(read("#### Interns", "**Part-time**", interns, label, table(BERLIN))) == [None]


@pytest.mark.parametrize("heading", ["#### For comparison: Staff Engineer", "#### Compared with last year"])
def test_a_table_for_comparison_is_another(heading: str) -> None:
    found = read("#### Pay", table(BERLIN), heading, table("Berlin | €95K | €120K"))
    assert (bases(found), found.rivals) == ([80_000], ())


@pytest.mark.parametrize("header", ["HRA", "Special Allowance"])
def test_a_basic_salary_beside_other_parts_of_the_salary_is_refused(header: str) -> None:
    found = read(table("Mumbai | ₹12L–₹18L | ₹6L–₹9L | ₹29L–₹43L", header=f"City | Basic | {header} | CTC"))
    assert bases(found) == [None]
    assert [cell.problem for cell in found.rows[0].unread] == [f"`{header}` beside it may be a part of the salary"]


@pytest.mark.parametrize("second", ["Year-2 sign-on", "Sign-on (second year)"])
def test_a_sign_on_bonus_of_two_years_is_refused(second: str) -> None:
    header = f"City | Base | Year-1 sign-on | {second}"
    (row,) = read(table("Seattle | $170K–$215K | $60K–$90K | $45K–$70K", header=header)).rows
    assert row.signing_bonus is None
    assert {cell.component for cell in row.unread} == {"signing_bonus"}


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("#### Part-time employees", "#### Full-time employees"),
        ("#### Old bands (superseded)", "#### Bands"),
        ("#### Proposed for 2027", "#### In force (2026)"),
        ("Last year's bands, kept for comparison:", "This year's bands:"),
        ("#### Engineering Manager (for reference)", "#### Data Engineer"),
        ("**New grads**", "**Experienced hires**"),
        ("#### After negotiation", "#### First round"),
        ("#### Your ask", "#### Their band"),
        ("#### Template", "#### Compensation"),
        ("#### What to ask for", "#### Compensation"),
        ("Staff level, for orientation:", "#### Compensation"),
        ("#### Retired ranges", "#### Anything else"),
        ("> As of 2024 the bands were:\n>", "#### Bands"),
    ],
)
def test_the_current_table_is_read_wherever_it_is(other: str, own: str) -> None:
    another = table("Berlin | €60K | €70K", header="Region | Base | Total")
    found = read(other, another, own, table(BERLIN), front_matter="last_updated: 2026-11-01\n")
    assert (bases(found), found.rivals) == ([80_000], ())
    found = read(own, table(BERLIN), other, another, front_matter="last_updated: 2026-11-01\n")
    assert (bases(found), found.rivals) == ([80_000], ())


@pytest.mark.parametrize("between", ["", "By region", "**Compensation**"])
def test_a_second_table_below_a_heading_of_other_pay_is_read_if_it_has_the_salaries_of_the_front_matter(
    between: str,
) -> None:
    interns, levels = (
        table("Berlin | €18K", header="City | Base"),
        table("L4 | €80K | €90K", header="Level | Base | Total"),
    )
    blocks = ("#### Interns", interns, between, table(BERLIN), "#### Levels", levels)
    stated = "compensation:\n  - region: Berlin\n    base_low: 80000\n    base_high: 80000\n"
    found = read(*blocks, front_matter=stated)
    assert [(row.region, row.base and row.base.low) for row in found.rows] == [("Berlin", 80_000)]
    assert bases(read(*blocks[:4], front_matter=stated.replace("80000", "70000"))) == [None]


def test_the_pay_of_interns_is_refused_in_each_table_below_their_heading() -> None:
    stipend = table("Berlin | €1,500", header="City | Monthly stipend")
    assert bases(read("#### Interns", stipend, table("Berlin | €18K | €18K"))) == [None]


def test_a_row_for_another_year_by_its_status_is_refused() -> None:
    found = read(
        table(
            "Berlin | 2025 (old) | €70K | €80K", "Berlin | current | €80K | €90K", header="City | Status | Base | Total"
        )
    )
    assert bases(found) == [None, 80_000]


@pytest.mark.parametrize(("header", "cell"), [("Source", "Old survey"), ("Data from", "2024"), ("Note", "2023 data")])
def test_a_cell_that_says_where_the_figures_are_from_leaves_them(header: str, cell: str) -> None:
    found = read(
        table(f"{BERLIN} | {cell}", header=f"City | Base | Total | {header}"), front_matter="last_updated: 2026-11-01\n"
    )
    assert bases(found) == [80_000]


def test_a_table_of_the_year_before_is_read_before_a_later_one_without_a_year() -> None:
    blocks = ("#### Benchmarks (2025)", table(BERLIN), "#### Where to land", table("Berlin | €85K | €95K"))
    assert bases(read(*blocks, front_matter="last_updated: 2026-11-01\n")) == [80_000]
    assert bases(read(*blocks, front_matter="last_updated: 2027-11-01\n")) == [85_000]


def test_a_table_that_is_refused_keeps_its_rows_beside_one_for_other_places() -> None:
    found = read("#### Poland (hourly)", table("Kraków | PLN 120 | PLN 120"), "#### Germany", table(BERLIN))
    assert [(row.region, len(row.figures), len(row.unread)) for row in found.rows] == [
        ("Berlin", 2, 0),
        ("Kraków", 0, 2),
    ]


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("#### Data Scientist", "#### Data Engineer"), ("**Staff Engineer**", "**Data Engineer**"),
        ("#### Globex Data Scientist pay", "#### Acme Data Engineer pay"), ("#### Big Tech average", "#### Acme"),
    ],
)  # fmt: skip
def test_the_table_below_the_guides_own_role_or_company_is_read(other: str, own: str) -> None:
    found = read(other, table("Berlin | €60K | €70K"), own, table(BERLIN))
    assert (bases(found), found.rivals) == ([80_000], ())
    assert bases(read(own, table(BERLIN), "#### Europe", table("Paris | €60K | €70K"))) == [80_000, 60_000]
    cities = read(
        "#### Paris", table("L4 | €60K | €70K", header="Level | Base | Total"), title="### Data Engineer | Acme Berlin"
    )
    assert [row.region for row in cities.rows] == ["Paris"]


@pytest.mark.parametrize("header", ["Region | Base | Bonus | Total", "Region | Base | Bonus | Target cash"])
def test_a_total_without_the_equity_of_another_table_is_refused(header: str) -> None:
    cash = table("Berlin | €80K | 10% | €88K", header=header)
    found = read("#### Cash", cash, "#### Equity", table("Berlin | €40K", header="Region | RSUs (4 years)"))
    assert [row.total_comp for row in found.rows] == [None]
    assert [(rival.row, rival.part, rival.own) for rival in found.rivals] == [(found.rows[0], "stock", None)]
    assert read("#### Cash", cash).rows[0].total_comp is not None


@pytest.mark.parametrize("heading", ["Globex", "Next level", "Night shift", "Acquired team", "Senior Staff level"])
def test_a_table_below_a_plain_heading_of_pay_is_read_first(heading: str) -> None:
    other = table("Berlin | €60K | €70K")
    assert bases(read(f"#### {heading}", other, "#### Compensation", table(BERLIN))) == [80_000]
    assert bases(read("#### Compensation", table(BERLIN), f"#### {heading}", other)) == [80_000]


def test_a_bonus_of_an_old_year_is_refused_with_the_figures_beside_it() -> None:
    header, front = "City | Base | Bonus", "last_updated: 2026-11-01\n"
    (row,) = read("#### 2023", table("Berlin | €80K | 10%", header=header), front_matter=front).rows
    assert (row.figures, len(row.unread)) == ((), 2)


def test_a_table_whose_pay_is_refused_leaves_the_place_to_the_next_one() -> None:
    header = "City | Base | Bonus"
    net = table("Berlin | €50K | 10%", header=header)
    found = read("#### After tax", net, "#### Gross", table("Berlin | €80K | 10%", header=header))
    assert bases(found) == [80_000]
    assert [row.bonus_pct is None for row in read("#### After tax", net).rows] == [False]


def test_refused_figures_of_another_table_contradict_nothing() -> None:
    found = read("#### Pay", table(BERLIN), "#### Night shift", table("Berlin | €99K | €110K"))
    assert (bases(found), found.is_one_of_several, found.rivals) == ([80_000], False, ())


@pytest.mark.parametrize(
    "label", ["~~Boston~~", "**~~Boston~~**", "~~Boston~~ (closed)", "<del>Boston</del> (until 2025)"]
)
def test_a_row_whose_name_is_struck_out_is_skipped(label: str) -> None:
    assert bases(read(table(BERLIN, f"{label} | €90K | €95K"))) == [80_000]


@pytest.mark.parametrize("label", ["~~Boston~~ Berlin", "Level 5 ~~(formerly Senior)~~", "~~Old~~ Senior"])
def test_a_row_of_whose_name_only_a_part_is_struck_out_is_read(label: str) -> None:
    assert [row.region for row in read(table(f"{label} | €80K | €90K")).rows] == [label]


STATED = "---\ncompensation:\n  - region: Berlin\n    base_low: 80000\n    base_high: 95000\n---\n"


@pytest.mark.parametrize("first", ["Berlin | €90,000 | €97,000", "Berlin | €84,000–€99,000 | €90,000–€105,000"])
def test_the_table_with_the_base_salaries_of_the_front_matter_is_the_guides(first: str) -> None:
    own = table("Berlin | €80,000–€95,000 | €88,000–€104,000")
    assert bases(read(table(first), "Our pay:", own, front_matter=STATED)) == [80_000]


def test_the_table_of_the_newest_year_comes_before_one_with_the_base_salaries_of_the_front_matter() -> None:
    old, new = (
        table("Berlin | €80,000–€95,000 | €88,000–€104,000"),
        table("Berlin | €90,000–€99,000 | €99,000–€109,000"),
    )
    assert bases(read("#### 2024", old, "#### 2026", new, front_matter=STATED)) == [90_000]


def test_a_table_of_ranges_comes_before_one_of_single_offers() -> None:
    offers = table("2026-05-02 | Berlin | €90,000 | €97,000", header="Date | City | Base | Total")
    assert bases(read(offers, "Our pay:", table("Berlin | €80,000–€95,000 | €88,000–€104,000"))) == [80_000]


def test_the_currency_in_a_long_line_is_read() -> None:
    line = "All amounts below are shown in US dollars, converted at the rate of 1 June."
    assert [row.currency for row in read(line, table("London | 98,000 | 110,000")).rows] == ["USD"]


@pytest.mark.parametrize(
    "name", ["Austin vs Berlin", "Austin versus Berlin", "of which on-call", "Year-over-year change"]
)
def test_a_row_that_is_no_pay_of_a_place_is_skipped(name: str) -> None:
    assert bases(read(table(BERLIN, f"{name} | €20K | €21K"))) == [80_000]


def test_a_place_that_is_compared_in_brackets_is_a_region() -> None:
    assert bases(read(table(BERLIN, "Leipzig (vs. Berlin: 10% less) | €72K | €81K"))) == [80_000, 72_000]


@pytest.mark.parametrize(
    "label",
    [
        "All",
        "All (n=40)",
        "**All offices**",
        "All regions",
        "Combined",
        "Alle Standorte",
        "Tous les sites",
        "Todas las ciudades",
        "Min–max",
    ],
)
def test_a_row_for_all_places_of_the_table_is_none_of_a_place(label: str) -> None:
    found = read(table(BERLIN, "Paris | €70K | €80K", f"{label} | €70K | €90K"))
    assert [row.region for row in found.rows] == ["Berlin", "Paris"]


@pytest.mark.parametrize("label", ["All other US", "All US locations", "All of Germany"])
def test_a_row_for_all_places_of_a_country_is_read(label: str) -> None:
    assert bases(read(table(BERLIN, f"{label} | €70K | €80K"))) == [80_000, 70_000]


def test_a_row_for_all_places_is_read_if_the_table_has_no_other() -> None:
    assert bases(read(table("All locations | €70K | €80K"))) == [70_000]


@pytest.mark.parametrize("header", ["Contract location", "Example city", "Former office / City"])
def test_a_word_before_the_name_of_the_first_column_says_nothing_about_the_pay(header: str) -> None:
    assert bases(read(table(BERLIN, header=f"{header} | Base | Total"))) == [80_000]


def test_the_rows_of_other_companies_are_left_out() -> None:
    rows = ("Brightwell | Berlin | €70K | €80K", f"Acme | {BERLIN}", "Brightwell | Paris | €60K | €70K")
    found = read(table(*rows, header="Employer | Region | Base | Total"))
    assert [(row.region, row.base.low if row.base else None) for row in found.rows] == [("Berlin", 80_000)]


@pytest.mark.parametrize(
    "rows",
    [
        (f"Brightwell | {BERLIN}", "Larkfield | Berlin | €70K | €80K"),
        (f"Acme | {BERLIN}", " | Paris | €70K | €80K", "Brightwell | Berlin | €70K | €80K"),
    ],
)
def test_a_table_is_not_read_if_it_is_unclear_which_rows_are_the_companys(rows: tuple[str, ...]) -> None:
    text = "\n\n".join((TITLE, table(*rows, header="Employer | Region | Base | Total"), ""))
    assert read_compensation_table(Body(text, 0)) is None


def test_a_column_of_what_competitors_pay_leaves_the_others_read() -> None:
    header = "Region | Base | Total | Competitors (median)"
    assert bases(read(table(f"{BERLIN} | €85K", "Paris | €70K | €80K | €75K", header=header))) == [80_000, 70_000]


@pytest.mark.parametrize(
    "line", ["Diese Tabelle zeigt die Gehälter von 2019.", "2019年の給与", "2020年的数据", "2020년 기준"]
)
def test_a_year_long_past_refuses_the_figures_beside_it(line: str) -> None:
    assert bases(read(line, table(BERLIN), front_matter="last_updated: 2026-11-01\n")) == [None]


@pytest.mark.parametrize(
    "line", ["Gehälter gelten seit 2019.", "2021年から適用", "2019年設立の会社", "2020년부터 적용"]
)
def test_a_year_since_when_the_figures_hold_changes_nothing(line: str) -> None:
    assert bases(read(line, table(BERLIN), front_matter="last_updated: 2026-11-01\n")) == [80_000]


@pytest.mark.parametrize("form", ["#### {}", "**{}**"])
def test_tables_below_the_names_of_levels_have_those_levels(form: str) -> None:
    blocks = (form.format("L4"), table(BERLIN), form.format("L5"), table("Berlin | €95K | €110K"))
    found = read(*blocks)
    assert [(row.region, row.level, row.base and row.base.low) for row in found.rows] == [
        ("Berlin", "L4", 80_000),
        ("Berlin", "L5", 95_000),
    ]
    assert (found.rivals, found.is_one_of_several) == ((), False)
    assert [row.level for row in read(*blocks[:2]).rows] == [None]


def test_tables_below_tiers_of_places_have_no_levels() -> None:
    found = read("#### Tier 1", table(BERLIN), "#### Tier 2", table("Leipzig | €70K | €80K"))
    assert [(row.region, row.level) for row in found.rows] == [("Berlin", None), ("Leipzig", None)]
