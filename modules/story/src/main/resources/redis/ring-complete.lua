-- Keeps a ring that was read from PostgreSQL after its token was given out, unless it may lack somebody by now.
--
-- KEYS  the ring
-- ARGV  the token, the generation, how many milliseconds it is kept, then author and expiry of each
-- Answers 1 when it is kept.
local run = string.match(redis.call('info', 'server'), 'run_id:(%x+)')
local ring = redis.call('hmget', KEYS[1], 'run', 'token')
if not run or ring[1] ~= run or ring[2] ~= ARGV[1] then
  return 0
end
redis.call('hdel', KEYS[1], 'token')
redis.call('hset', KEYS[1], 'generation', ARGV[2])
for from = 4, #ARGV, 1000 do
  redis.call('hset', KEYS[1], unpack(ARGV, from, math.min(from + 999, #ARGV)))
end
redis.call('pexpire', KEYS[1], ARGV[3])
return 1
