/** The published data of the demo accounts, which exist in development only. */

export const DEMO_PASSWORD = 'Demo-Passw0rd!';

export const DEMO_ADDRESSES = ['demo@plugs.test', 'premium@plugs.test', 'admin@plugs.test'];
