std = "ngx_lua"
max_line_length = 120
unused_args = false
redefined = false

globals = { "kong" }

not_globals = { "string.len", "table.getn" }

files["spec/**/*.lua"] = {
  std = "ngx_lua+busted",
  globals = { "ngx" },
}
