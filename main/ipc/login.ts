import { AppError } from '#contract/failure.ts'
import { postOwnResync } from '#contract/http/token.ts'
import { changePassword } from '#contract/ipc/password.ts'
import { type LoginState, logIn, readLoginState, requestEnrolment, resyncToken, unlock } from '#contract/ipc/shell.ts'
import { keyFingerprint } from '#contract/rules/key-fingerprint.ts'
import type { Witness } from '#main/audit/witness.ts'
import type { DeviceKeys } from '#main/binding/device-key.ts'
import type { Enrolment } from '#main/binding/enrolment.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { UserSettingsStore } from '#main/settings/user-settings.ts'
import type { Handle } from './handle.ts'

/** How long the login screen waits for the service before it shows what is known. */
const firstStateMs = 2000

export interface LoginDependencies {
  readonly enrolment: Enrolment
  readonly keys: Pick<DeviceKeys, 'current'>
  readonly session: SessionService
  readonly service: ServiceClient
  readonly witness: Pick<Witness, 'distrust'>
  readonly settings: UserSettingsStore
  readonly appVersion: string
  readonly isTestRuntime: boolean
  readonly onLoggedIn: () => void
  /** What is shown now, for the next start's first paint. */
  readonly keepFirstScreen: (shown: LoginState) => void
}

export function handleLogin(handle: Handle, dependencies: LoginDependencies): void {
  const {
    enrolment,
    keys,
    session,
    service,
    witness,
    settings,
    appVersion,
    isTestRuntime,
    onLoggedIn,
    keepFirstScreen,
  } = dependencies

  handle(readLoginState, async () => {
    // Not earlier: the keychain answers slowly, and the first screen does not need it.
    enrolment.start()
    const state = await enrolment.state(firstStateMs)
    const [lockedBy, passwordDue] = [lockedByOf(session), passwordDueOf(session)]
    const distrust = witness.distrust() ?? null
    const shown = {
      language: settings.read().language,
      enrolment: state,
      fingerprint: state.status === 'approved' ? null : await fingerprintOf(keys),
      distrust,
      appVersion,
      isTestRuntime,
      lockedBy,
      passwordDue,
    }
    keepFirstScreen(shown)
    return shown
  })
  handle(requestEnrolment, ({ enrolmentCode }) => enrolment.request(enrolmentCode))
  handle(resyncToken, (body) => service.call(postOwnResync, { body }))
  handle(unlock, async (request) => {
    await session.unlock(request)
    return {}
  })
  handle(logIn, async (credentials) => {
    const { isDue } = (await session.logIn(credentials).catch(lookAgain)).password
    if (!isDue) onLoggedIn()
    return { isPasswordDue: isDue }
  })
  /** The service knows something else about this PC than was shown here. */
  function lookAgain(error: unknown): never {
    if (error instanceof AppError && error.code.startsWith('workstation-')) enrolment.refresh()
    throw error
  }

  handle(changePassword, async (change, role) => {
    await session.changePassword(change)
    if (role === 'login') onLoggedIn()
    return {}
  })
}

/** The person learns of a keychain that fails from the state itself. */
async function fingerprintOf(keys: Pick<DeviceKeys, 'current'>): Promise<string | null> {
  return keys.current().then(
    ({ thumbprint }) => keyFingerprint(thumbprint),
    () => null,
  )
}

function passwordDueOf(session: SessionService): LoginState['passwordDue'] {
  const { user, password } = session.current() ?? {}
  return user && password?.isDue ? { employeeId: user.employeeId, minLength: password.minLength } : null
}

function lockedByOf(session: SessionService): LoginState['lockedBy'] {
  const user = session.isLocked() ? session.current()?.user : undefined
  return user ? { employeeId: user.employeeId, name: user.name } : null
}
