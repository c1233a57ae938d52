local pdk = require "spec.support.pdk"


describe("@NAME@: access", function()
  it("tells the service the value", function()
    local fake = pdk.new("GET", { { "X-Example", "the client's" } })
    local plugin = fake:load("kong.plugins.@NAME@.handler")
    assert.is_false(fake:run(plugin, "access", { value = "hello" }))
    assert.same({ "hello" }, fake:leaving("X-Example"))
  end)
end)
