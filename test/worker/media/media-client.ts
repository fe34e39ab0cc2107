/**
 * TypeScript functions of the published document (media.md), with three differences: the browser and the state of the
 * React component are parameters, the `logout` of the hook `useAuth` is named `logoutLocally`, and types are added.
 */

interface User {
  role: string;
}

export interface Browser {
  fetch(url: string, options: RequestInit): Promise<Response>;
  localStorage: {
    getItem(name: string): string | null;
    setItem(name: string, value: string): void;
    removeItem(name: string): void;
  };
  window: { location: { href: string } };
  console: { error(...values: unknown[]): void };
}

/** The state of the React hook `useAuth`: the most recently set values. */
export interface Component {
  user: User | null;
  loading: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the document does not check the type of the JSON
const json = (response: Response): Promise<any> => response.json();

/** The functions of the document. They use the given browser and component. */
export function mediaClient({ fetch, localStorage, window, console }: Browser, component: Component) {
  const setUser = (user: User | null) => {
    component.user = user;
  };
  const setLoading = (loading: boolean) => {
    component.loading = loading;
  };

  const authenticateWithPlex = async (plexToken: string) => {
    try {
      const response = await fetch('/api/auth/plex/login', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ plexToken }),
      });

      if (!response.ok) {
        throw new Error('Authentication failed');
      }

      const { data } = await json(response);

      // Store tokens securely
      localStorage.setItem('accessToken', data.tokens.accessToken);
      localStorage.setItem('refreshToken', data.tokens.refreshToken);

      return data.user;
    } catch (error) {
      console.error('Authentication error:', error);
      throw error;
    }
  };

  const refreshAccessToken = async () => {
    const refreshToken = localStorage.getItem('refreshToken');

    if (!refreshToken) {
      throw new Error('No refresh token available');
    }

    const response = await fetch('/api/auth/refresh', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ refreshToken }),
    });

    if (!response.ok) {
      // Refresh token invalid, redirect to login
      localStorage.removeItem('accessToken');
      localStorage.removeItem('refreshToken');
      window.location.href = '/login';
      return;
    }

    const { data } = await json(response);
    localStorage.setItem('accessToken', data.accessToken);
    localStorage.setItem('refreshToken', data.refreshToken);
  };

  const logout = async () => {
    const accessToken = localStorage.getItem('accessToken');

    if (accessToken) {
      await fetch('/api/auth/logout', {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${accessToken}`,
        },
      });
    }

    // Clear local storage
    localStorage.removeItem('accessToken');
    localStorage.removeItem('refreshToken');

    // Redirect to login
    window.location.href = '/login';
  };

  /** The `logout` of the hook `useAuth`. It sends no request to the server. */
  const logoutLocally = () => {
    localStorage.removeItem('accessToken');
    localStorage.removeItem('refreshToken');
    setUser(null);
    window.location.href = '/login';
  };

  const checkAuthStatus = async () => {
    try {
      const token = localStorage.getItem('accessToken');

      if (!token) {
        setLoading(false);
        return;
      }

      const response = await fetch('/api/auth/me', {
        headers: {
          Authorization: `Bearer ${token}`,
        },
      });

      if (response.ok) {
        const { data } = await json(response);
        setUser(data.user);
      } else {
        // Token invalid, try refresh
        await refreshAccessToken();
        await checkAuthStatus();
      }
    } catch (error) {
      console.error('Auth check error:', error);
      logoutLocally();
    } finally {
      setLoading(false);
    }
  };

  return { authenticateWithPlex, refreshAccessToken, logout, checkAuthStatus };
}

/** Opens a browser with an empty storage. `fetch` must send the requests of the browser to the worker. */
export function openMediaBrowser(fetch: Browser['fetch']) {
  const storage = new Map<string, string>();
  const errors: unknown[][] = [];
  const window = { location: { href: '/' } };
  const component: Component = { user: null, loading: true };
  const localStorage = {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => void storage.set(name, String(value)),
    removeItem: (name: string) => void storage.delete(name),
  };
  const console = { error: (...values: unknown[]) => void errors.push(values) };
  const client = mediaClient({ fetch, localStorage, window, console }, component);
  return { client, component, storage, errors, window };
}
