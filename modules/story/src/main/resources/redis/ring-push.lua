-- Puts an author into rings.
--
-- KEYS  the rings
-- ARGV  the author, when their story expires, how many fields a ring may have
for _, key in ipairs(KEYS) do
  local ring = redis.call('hmget', key, 'generation', ARGV[1])
  if ring[1] and redis.call('hlen', key) < tonumber(ARGV[3]) then
    if not ring[2] or tonumber(ring[2]) < tonumber(ARGV[2]) then
      redis.call('hset', key, ARGV[1], ARGV[2])
    end
  else
    -- Not there, or too large, or in the making by someone who may have read before the story was there.
    redis.call('del', key)
  end
end
