/** An account for tests, with functions for the operations on one plug, for lists and for searches. */
import { call, signUp, type TestResponse } from '../support/client.ts';

export interface PlugOwner {
  /** The id of the account. */
  id: string;
  token: string;
  create: (body: unknown) => Promise<TestResponse>;
  read: (id: string) => Promise<TestResponse>;
  update: (id: string, body: unknown) => Promise<TestResponse>;
  remove: (id: string) => Promise<TestResponse>;
  restore: (id: string) => Promise<TestResponse>;
  convert: (id: string, body?: unknown) => Promise<TestResponse>;
  list: (query?: string) => Promise<TestResponse>;
  /** Searches for a typed text. `query` contains further query parameters. */
  search: (typed: string, query?: string) => Promise<TestResponse>;
}

/** Registers a new account, which has no plugs yet. */
export async function newPlugOwner(): Promise<PlugOwner> {
  const { token, id } = await signUp();
  const request = (path: string, method: string, body?: unknown) => call(path, { token, method, body });
  return {
    id,
    token,
    create: (body) => request('/plugs/', 'POST', body),
    read: (plug) => request(`/plugs/${plug}`, 'GET'),
    update: (plug, body) => request(`/plugs/${plug}`, 'PUT', body),
    remove: (plug) => request(`/plugs/${plug}`, 'DELETE'),
    restore: (plug) => request(`/plugs/${plug}/restore`, 'POST', {}),
    convert: (plug, body = {}) => request(`/plugs/${plug}/convert`, 'POST', body),
    list: (query = '') => request(`/plugs/?${query}`, 'GET'),
    search: (typed, query = '') => request(`/plugs/search?q=${encodeURIComponent(typed)}&${query}`, 'GET'),
  };
}
