import { expect, test, vi } from 'vitest'
import { AppError } from '#contract/failure.ts'
import { createDeviceKeys } from '#main/binding/device-key.ts'
import { aKeyVault } from '#test/support/client-parts.ts'

const service = 'https://service.example'

test('the key is made once and is the same after a restart', async () => {
  const vault = aKeyVault()
  const first = await createDeviceKeys(vault, service).current()
  const second = await createDeviceKeys(vault, service).current()
  expect(second.thumbprint).toBe(first.thumbprint)
  expect(vault.secrets.size).toBe(1)
})

test('each service has a key of its own', async () => {
  const vault = aKeyVault()
  const first = await createDeviceKeys(vault, service).current()
  expect((await createDeviceKeys(vault, 'https://other.example').current()).thumbprint).not.toBe(first.thumbprint)
})

test('two first calls make one key', async () => {
  const vault = aKeyVault()
  const write = vi.spyOn(vault, 'write')
  const key = createDeviceKeys(vault, service).current
  const [first, second] = await Promise.all([key(), key()])
  expect(second.thumbprint).toBe(first.thumbprint)
  expect(write).toHaveBeenCalledOnce()
})

test('the private member stays out of the public key', async () => {
  const { publicJwk } = await createDeviceKeys(aKeyVault(), service).current()
  expect(Object.keys(publicJwk).sort()).toEqual(['crv', 'kty', 'x', 'y'])
})

test.each(['', '{}', 'not json', '{"kty":"EC","crv":"P-256"}'])(
  'a damaged entry %j is refused, not replaced',
  async (secret) => {
    const vault = aKeyVault()
    vault.secrets.set(service, secret)
    await expect(createDeviceKeys(vault, service).current()).rejects.toMatchObject({ code: 'keychain-unavailable' })
    expect(vault.secrets.get(service)).toBe(secret)
  },
)

test('without keychain there is no key, and a later call tries again', async () => {
  const vault = aKeyVault()
  vi.spyOn(vault, 'read').mockRejectedValueOnce(new AppError('keychain-unavailable', 'Locked.'))
  const key = createDeviceKeys(vault, service).current
  await expect(key()).rejects.toMatchObject({ code: 'keychain-unavailable' })
  await expect(key()).resolves.toHaveProperty('thumbprint')
})
