/** Creates the application: applies the shared middleware and mounts the contracts. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { auctionContract } from './contracts/auction/app.ts';
import { documentationContract } from './contracts/documentation/app.ts';
import { mediaContract } from './contracts/media/app.ts';
import { pagesContract } from './contracts/pages/app.ts';
import { serviceContract } from './contracts/service/app.ts';
import { telegramContract } from './contracts/telegram/app.ts';
import { v1Contract } from './contracts/v1/app.ts';
import type { Configuration } from './core/request/configuration.ts';
import type { AppEnv } from './http/app-env.ts';
import { usePipeline } from './http/pipeline.ts';
import { newRouter } from './http/router.ts';

/** Returns the application with all contracts, for one configuration. */
export function createApp(configuration: Configuration): OpenAPIHono<AppEnv> {
  const app = newRouter();
  usePipeline(app, configuration);
  // The first contract that handles a path responds. The v1 contract handles every path under `/api/v1`, and the media
  // contract every path under `/api`. The documentation contract is therefore mounted before both of them, and the v1
  // contract before the media contract.
  app.route('/', documentationContract(app, configuration));
  app.route('/api/v1', v1Contract());
  app.route('/api', mediaContract());
  app.route('/', auctionContract());
  app.route('/', telegramContract());
  app.route('/', pagesContract());
  // Mounted last, because the service contract handles every other path.
  app.route('/', serviceContract());
  return app;
}
