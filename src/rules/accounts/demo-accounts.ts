/**
 * The password and the e-mail addresses of the demo accounts. They are public: the accounts exist in development only.
 */

export const DEMO_PASSWORD = 'Demo-Passw0rd!';

export const DEMO_ADDRESSES = ['demo@plugs.test', 'premium@plugs.test', 'admin@plugs.test'];
