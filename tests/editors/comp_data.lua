-- What a person does in Neovim, and what comes of it, as JSON in the file that COMP_DATA_RESULT names.
-- It uses only what Neovim 0.7 has.

local result = {}
local file = os.getenv("COMP_DATA_GUIDE")

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    error("waited too long for " .. what)
  end
end

local function found(code)
  for _, one in ipairs(vim.diagnostic.get(0)) do
    if one.code == code then
      return one
    end
  end
end

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

local function place(line, column)
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  params.position = { line = line, character = column }
  return params
end

local function line_of(text)
  return vim.fn.search("\\V" .. vim.fn.escape(text, "\\"), "nw") - 1
end

local function steps()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local id = vim.lsp.start_client({
    name = "comp-data",
    cmd = { os.getenv("COMP_DATA_PYTHON"), "-m", "comp_data", "server" },
    root_dir = os.getenv("COMP_DATA_ROOT"),
    workspace_folders = { { uri = vim.uri_from_fname(os.getenv("COMP_DATA_ROOT")), name = "guides" } },
  })
  vim.lsp.buf_attach_client(0, id)
  wait("the first diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  result.opened = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(result.opened, one.code)
  end

  local line = line_of("base_low: 200000")
  vim.api.nvim_buf_set_lines(0, line, line + 1, true, { "    base_low: 900000  # 🏔 to check" })
  wait("CD204", function() return found("CD204") end)
  result.wrong = { found("CD204").lnum - line, found("CD204").col, found("CD204").end_col }
  vim.api.nvim_buf_set_lines(0, line, line + 1, true, { "    base_low: 200000" })
  wait("the end of CD204", function() return not found("CD204") end)

  result.hover = request("textDocument/hover", place(line_of("total_comp_low: 273000"), 6)).contents.value

  local role = line_of("role_type: standard")
  vim.api.nvim_buf_set_lines(0, role, role + 1, true, { "role_type: " })
  result.completion = {}
  for _, one in ipairs(request("textDocument/completion", place(role, 11))) do
    table.insert(result.completion, one.label)
  end
  vim.api.nvim_buf_set_lines(0, role, role + 1, true, { "role_type: standard" })

  local lost = line_of("bonus_pct: 5")
  vim.api.nvim_buf_set_lines(0, lost, lost + 1, true, { "    bonus_pct: null" })
  wait("CD504", function() return found("CD504") end)
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {}, only = { "source.fixAll.comp-data" } }
  local action = request("textDocument/codeAction", params)[1]
  result.action = action.title
  vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
  wait("the end of CD504", function() return not found("CD504") end)
  vim.cmd("write")

  local target = request("textDocument/definition", place(line_of("base_low: 200000"), 6))
  result.definition = vim.api.nvim_buf_get_lines(0, target.range.start.line, target.range.start.line + 1, true)[1]
  vim.lsp.stop_client(id)
  wait("the end of the server", function() return vim.lsp.client_is_stopped(id) end)
end

local ok, problem = pcall(steps)
result.problem = not ok and tostring(problem) or nil
vim.fn.writefile({ vim.json.encode(result) }, os.getenv("COMP_DATA_RESULT"))
vim.cmd("qall!")
