local validate = require "spec.support.schema"


package.preload["kong.db.schema.typedefs"] = function()
  return require "spec.support.typedefs"
end


describe("@NAME@: schema", function()
  local schema = require "kong.plugins.@NAME@.schema"

  it("types and describes every field, with defaults that fit", function()
    assert.same({}, validate.lint(schema, "@NAME@"))
  end)

  it("has a value by default", function()
    assert.equal("hello", validate.fill(validate.config_of(schema), {}).value)
  end)

  it("refuses a value that is no text", function()
    assert.is_nil(validate.fill(validate.config_of(schema), { value = 1 }))
  end)
end)
