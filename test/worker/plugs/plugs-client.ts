/** The JavaScript of the published API document of the contact manager, adapted to modules, types and lint. */
import type { TestResponse } from '../support/client.ts';
import { type FetchOptions, fetch, localStorage, setTimeout, window } from './browser.ts';

type Json = Record<string, unknown>;
/** The JSON of a response, which is not type-checked because the document does not check it. */
type ResponseJson = TestResponse['body'];

export class AuthService {
  baseURL: string;
  accessToken: string | null;
  refreshToken: string | null;

  constructor(baseURL: string) {
    this.baseURL = baseURL;
    this.accessToken = localStorage.getItem('access_token');
    this.refreshToken = localStorage.getItem('refresh_token');
  }

  async login(email: string, password: string): Promise<ResponseJson> {
    const response = await fetch(`${this.baseURL}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });

    if (response.ok) {
      const data: ResponseJson = await response.json();
      this.accessToken = data.tokens.access_token;
      this.refreshToken = data.tokens.refresh_token;

      localStorage.setItem('access_token', this.accessToken);
      localStorage.setItem('refresh_token', this.refreshToken);

      return data.user;
    } else {
      throw new Error('Login failed');
    }
  }

  async refreshAccessToken(): Promise<boolean> {
    const response = await fetch(`${this.baseURL}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refresh_token: this.refreshToken }),
    });

    if (response.ok) {
      const data: ResponseJson = await response.json();
      this.accessToken = data.access_token;
      localStorage.setItem('access_token', this.accessToken);
      return true;
    }
    return false;
  }

  async apiCall(endpoint: string, options: FetchOptions = {}): Promise<Response> {
    let response = await fetch(`${this.baseURL}${endpoint}`, {
      ...options,
      headers: {
        ...options.headers,
        Authorization: `Bearer ${this.accessToken}`,
        'Content-Type': 'application/json',
      },
    });

    // Handle token expiration
    if (response.status === 401) {
      const refreshed = await this.refreshAccessToken();
      if (refreshed) {
        // Retry the request with new token
        response = await fetch(`${this.baseURL}${endpoint}`, {
          ...options,
          headers: {
            ...options.headers,
            Authorization: `Bearer ${this.accessToken}`,
            'Content-Type': 'application/json',
          },
        });
      } else {
        // Redirect to login
        window.location.href = '/login';
        return undefined as never;
      }
    }

    return response;
  }

  async logout(): Promise<void> {
    await fetch(`${this.baseURL}/api/v1/auth/logout`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${this.accessToken}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ refresh_token: this.refreshToken }),
    });

    localStorage.removeItem('access_token');
    localStorage.removeItem('refresh_token');
    this.accessToken = null;
    this.refreshToken = null;
  }
}

export class PlugService extends AuthService {
  async createPlug(plugData: Json): Promise<ResponseJson> {
    const response = await this.apiCall('/api/v1/plugs/', {
      method: 'POST',
      body: JSON.stringify(plugData),
    });
    return response.json();
  }

  async getPlugs(page = 1, limit = 50, plugType: string | null = null): Promise<ResponseJson> {
    const params = new URLSearchParams({
      skip: ((page - 1) * limit) as unknown as string,
      limit: limit.toString(),
    });

    if (plugType) params.append('plug_type', plugType);

    const response = await this.apiCall(`/api/v1/plugs/?${params}`);
    return response.json();
  }

  async updatePlug(plugId: string, updateData: Json): Promise<ResponseJson> {
    const response = await this.apiCall(`/api/v1/plugs/${plugId}`, {
      method: 'PUT',
      body: JSON.stringify(updateData),
    });
    return response.json();
  }

  async deletePlug(plugId: string): Promise<void> {
    await this.apiCall(`/api/v1/plugs/${plugId}`, {
      method: 'DELETE',
    });
  }

  async convertTargetToContact(targetId: string, conversionData: Json): Promise<ResponseJson> {
    const response = await this.apiCall(`/api/v1/plugs/${targetId}/convert`, {
      method: 'POST',
      body: JSON.stringify(conversionData),
    });
    return response.json();
  }

  async searchPlugs(
    query: string,
    plugType: string | null = null,
    page = 1,
    limit = 20,
  ): Promise<ResponseJson> {
    const params = new URLSearchParams({
      q: query,
      skip: ((page - 1) * limit) as unknown as string,
      limit: limit.toString(),
    });

    if (plugType) params.append('plug_type', plugType);

    const response = await this.apiCall(`/api/v1/plugs/search?${params}`);
    return response.json();
  }
}

export class RobustAPIClient extends PlugService {
  async apiCallWithRetry(
    endpoint: string,
    options: FetchOptions = {},
    maxRetries = 3,
  ): Promise<Response | undefined> {
    for (let attempt = 1; attempt <= maxRetries; attempt++) {
      try {
        const response = await this.apiCall(endpoint, options);

        if (response.status === 429) {
          // Rate limited - wait and retry
          const retryAfter = response.headers.get('Retry-After');
          // biome-ignore lint/correctness/useParseIntRadix: as published
          const delay = retryAfter ? parseInt(retryAfter) * 1000 : 2 ** attempt * 1000;

          console.log(`Rate limited. Retrying in ${delay}ms...`);
          await new Promise((resolve) => setTimeout(resolve, delay));
          continue;
        }

        return response;
      } catch (error) {
        if (attempt === maxRetries) throw error;

        // Exponential backoff for network errors
        const delay = 2 ** attempt * 1000;
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
    return undefined;
  }
}
