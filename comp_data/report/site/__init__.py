"""A dataset as a static site: pages that open from the disk, without network or tracking."""
