--- Runs the specs where busted is not installed: luajit spec/support/run.lua spec/*/*_spec.lua
package.path = "./?.lua;" .. package.path
local run = require "spec.support.runner"


local failed = 0
for _, file in ipairs(arg) do
  for _, result in ipairs(run(_G, assert(loadfile(file)))) do
    failed = failed + (result.error and 1 or 0)
    print((result.error and "FAILED " or "ok     ") .. result.name, result.error or "")
  end
end


os.exit(failed == 0 and 0 or 1)
