-- A viewer's ring, or the leave to make it.
--
-- KEYS  the ring
-- ARGV  the newest generation the asker has heard of, a random token, how many milliseconds it is good for
-- Answers {1, fields and values of a complete ring}; {0} when the asker may make it, with the token; {2} when another one
-- is at it.
local run = string.match(redis.call('info', 'server'), 'run_id:(%x+)')
local ring = redis.call('hmget', KEYS[1], 'run', 'generation', 'token')
if run and ring[1] == run then
  if ring[2] and tonumber(ring[2]) >= tonumber(ARGV[1]) then
    return {1, redis.call('hgetall', KEYS[1])}
  elseif ring[3] then
    return {2}
  end
end
redis.call('del', KEYS[1])
redis.call('hset', KEYS[1], 'run', assert(run), 'token', ARGV[2])
redis.call('pexpire', KEYS[1], ARGV[3])
return {0}
