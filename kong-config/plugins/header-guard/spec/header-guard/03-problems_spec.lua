local problems = require "kong.plugins.header-guard.problems"


describe("problems: an answer of Kong's own", function()
  local function code_of(status, method, token, key)
    return table.concat({ (problems.of_status(status, method or "POST", token, key)) })
  end

  it("has the code of its status", function()
    local expected = {
      [400] = "REQUEST_MALFORMED", [403] = "ACCESS_DENIED", [404] = "OPERATION_UNKNOWN", [405] = "METHOD_NOT_ALLOWED",
      [411] = "REQUEST_MALFORMED", [413] = "PAYLOAD_TOO_LARGE", [414] = "REQUEST_MALFORMED", [429] = "RATE_LIMITED",
      [431] = "HEADER_INVALID", [500] = "INTERNAL", [502] = "UPSTREAM_FAILED", [503] = "UPSTREAM_UNAVAILABLE",
      [504] = "UPSTREAM_TIMEOUT", [415] = "MEDIA_TYPE_UNSUPPORTED", [426] = "REQUEST_MALFORMED", [599] = "INTERNAL",
    }
    for status, code in pairs(expected) do
      assert.equal(code, code_of(status))
    end
  end)

  it("tells a missing token from one that is not accepted", function()
    assert.equal("TOKEN_MISSING", code_of(401))
    assert.equal("TOKEN_INVALID", code_of(401, "POST", "Bearer x"))
  end)

  it("lets what broke off be sent again only where a repetition is recognised", function()
    local function action_of(status, method, key)
      return (select(3, problems.of_status(status, method, "t", key)))
    end

    assert.equal("look-up", action_of(502, "POST", nil))
    assert.equal("retry-same-key", action_of(502, "POST", "k"))
    assert.equal("retry-same-key", action_of(504, "GET", nil))
    assert.equal("look-up", action_of(504, "DELETE", nil))
    assert.equal("look-up", action_of(500, "GET", "k"))
  end)

  it("is written as the gateway writes problems", function()
    assert.equal('{"type":"urn:portage:problem:header-invalid",'
                 .. '"title":"A header is malformed, repeated, forged or too large","status":400,'
                 .. '"detail":"X-Queued-At: \\"yesterday\\"","instance":"urn:portage:request:a%20%22b%22%2F%7E%5C*",'
                 .. '"code":"HEADER_INVALID","correlationId":"a \\"b\\"/~\\\\*","retryable":false,'
                 .. '"action":"fix-request"}',
                 problems.render("HEADER_INVALID", 400, 'X-Queued-At: "yesterday"', 'a "b"/~\\*'))
  end)
end)
