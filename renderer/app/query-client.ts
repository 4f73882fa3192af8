import { QueryClient } from '@tanstack/react-query'

/**
 * The line to main is always there, so nothing waits for the browser's idea of being online. Nothing is fetched on its
 * own either: a request the officer did not cause would keep an idle session alive.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 2000 },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
