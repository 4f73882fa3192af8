import '#renderer/zod-without-eval.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './app.tsx'
import { createI18n } from './i18n.ts'
import { createQueryClient } from './query-client.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('The page lacks its root.')

createRoot(root).render(
  <I18nextProvider i18n={createI18n('zh-CN')}>
    <QueryClientProvider client={createQueryClient()}>
      <App />
    </QueryClientProvider>
  </I18nextProvider>,
)
