import { postgresRefusal } from '../databases.ts';
import { redisRefusal } from '../redis.ts';

/** Why nothing can be kept in PostgreSQL and Redis, or undefined. */
export const serversRefusal = postgresRefusal ?? redisRefusal;
