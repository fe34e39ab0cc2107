/** Mounts the contracts, nothing else. */
import { Hono } from 'hono';
import { auctionContract } from './contracts/auction/app.ts';
import { mediaContract } from './contracts/media/app.ts';
import { serviceContract } from './contracts/service/app.ts';
import { v1Contract } from './contracts/v1/app.ts';
import type { Configuration } from './core/configuration.ts';
import type { AppEnv } from './http/app-env.ts';
import { usePipeline } from './http/pipeline.ts';

/** The whole application for one configuration. */
export function createApp(configuration: Configuration): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ strict: false });
  usePipeline(app, configuration);
  app.route('/api/v1', v1Contract());
  app.route('/api', mediaContract());
  app.route('/', auctionContract());
  app.route('/', serviceContract());
  return app;
}
