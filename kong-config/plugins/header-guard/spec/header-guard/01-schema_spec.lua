local validate = require "spec.support.schema"


package.preload["kong.db.schema.typedefs"] = function()
  return require "spec.support.typedefs"
end


for _, name in ipairs({ "header-guard", "header-guard-exit" }) do
  describe(name .. ": schema", function()
    local schema, config

    before_each(function()
      schema = require("kong.plugins." .. name .. ".schema")
      config = validate.config_of(schema)
    end)

    it("types and describes every field, with defaults that fit", function()
      assert.same({}, validate.lint(schema, name))
    end)

    it("enforces by default", function()
      assert.equal("enforce", validate.fill(config, {}).mode)
    end)

    it("takes report and no other mode", function()
      assert.equal("report", validate.fill(config, { mode = "report" }).mode)

      local _, errors = validate.fill(config, { mode = "ignore" })
      assert.matches("ignore is not one of", errors.mode)
    end)

    it("refuses fields that it does not know", function()
      local _, errors = validate.fill(config, { modus = "report" })
      assert.equal("unknown field", errors.modus)
    end)

    it("cannot be scoped to a consumer, who is not known yet", function()
      assert.equal("null", schema.fields[1].consumer.eq)
    end)
  end)
end


describe("header-guard: fields", function()
  local config = validate.config_of(require "kong.plugins.header-guard.schema")

  it("demands no key by default, since keys may stand in bodies", function()
    local filled = validate.fill(config, {})
    assert.same({}, filled.require_key)
    assert.is_false(filled.require_key_when_queued)
  end)

  it("demands keys of methods that mutate only", function()
    assert.is_not_nil(validate.fill(config, { require_key = { "POST", "PATCH" } }))
    assert.is_nil(validate.fill(config, { require_key = { "GET" } }))
  end)

  it("bounds numbers", function()
    assert.is_nil(validate.fill(config, { retry_after = 0 }))
    assert.is_nil(validate.fill(config, { max_authorization_length = 1.5 }))
  end)
end)
