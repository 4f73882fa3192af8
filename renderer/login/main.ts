import { startLogin } from './login-screen.ts'

startLogin(document, window.bridge, location.hash)
document.querySelector('#self-test')?.addEventListener('click', async () => {
  const { openSelfTest } = await import('./self-test.ts')
  await openSelfTest(document, window.bridge)
})
