"""How fast stories are checked, beside other tools on the same stories in the same run; ratios, never times."""
