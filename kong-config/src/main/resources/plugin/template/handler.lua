local kong = kong


local Plugin = {
  -- after authentication and rate limiting, before request-transformer (801)
  PRIORITY = 850,
  VERSION = "0.1.0",
}


function Plugin:access(conf)
  kong.service.request.set_header("X-Example", conf.value)
end


return Plugin
