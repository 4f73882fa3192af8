import { startLogin } from './login-screen.ts'

startLogin(document, window.bridge, location.hash)
