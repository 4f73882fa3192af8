// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { aConsent, aSeenScan, idNumber, openApp, openScreen, reference } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

function aScan(given: Partial<ChosenScan>): ChosenScan {
  return {
    handle: crypto.randomUUID(),
    fileName: '授权书.pdf',
    bytes: 1000,
    mediaType: 'application/pdf',
    refusal: null,
    ...given,
  }
}

async function openConsent(): Promise<void> {
  await screen.findByRole('heading', { name: '工作台' })
  fireEvent.keyDown(window, { altKey: true, code: 'Digit2', key: '2' })
  await screen.findByRole('textbox', { name: '业务编号' })
}

async function fillIn(): Promise<void> {
  await openScreen('2')
  fireEvent.click(screen.getByRole('checkbox', { name: '贷款审批' }))
  const date = screen.getByRole('textbox', { name: '签署日期' })
  fireEvent.mouseDown(date)
  fireEvent.change(date, { target: { value: '2026-03-01' } })
  fireEvent.keyDown(date, { key: 'Enter', code: 'Enter', keyCode: 13 })
  fireEvent.click(screen.getByRole('button', { name: '选择文件' }))
  await screen.findByText('授权书.pdf')
}

test('a failed upload keeps what was entered, and the repeat registers the same consent', async () => {
  const scan = aScan({})
  const app = openApp({
    'app:consent:choose-scans': () => succeed([scan]),
    'app:consent:register': () => fail('offline'),
  })
  await fillIn()
  fireEvent.click(screen.getByRole('button', { name: '上传' }))
  await screen.findByText('连不上总行服务')

  expect(screen.getByRole('textbox', { name: '业务编号' })).toHaveProperty('value', reference)
  expect(screen.getByRole('textbox', { name: '证件号码' })).toHaveProperty('value', idNumber)
  expect(screen.getByRole('checkbox', { name: '贷款审批' })).toHaveProperty('checked', true)
  expect(screen.getByRole('textbox', { name: '签署日期' })).toHaveProperty('value', '2026-03-01')

  app.answers['app:consent:register'] = () => succeed(aConsent())
  fireEvent.click(screen.getByRole('button', { name: '上传' }))
  await screen.findByText('授权资料已登记')
  const [first, second] = app.inputsOf('app:consent:register')
  expect(second).toEqual(first)
  expect(first).toMatchObject({ signedOn: '2026-03-01', purposes: ['02'], handles: [scan.handle] })
})

test('a file that cannot be used says why and holds the upload until it is removed', async () => {
  const scans = [aScan({}), aScan({ fileName: '授权书.docx', mediaType: null, refusal: 'unknown-kind' })]
  openApp({ 'app:consent:choose-scans': () => succeed(scans) })
  await fillIn()
  await screen.findByText(/不是 PDF、JPEG、PNG 或 TIFF/)
  expect(screen.getByRole('button', { name: '上传' })).toHaveProperty('disabled', true)
  fireEvent.click(screen.getByRole('button', { name: '移除 授权书.docx' }))
  expect(screen.getByRole('button', { name: '上传' })).toHaveProperty('disabled', false)
})

test('scans are uploaded in the order the officer gave them', async () => {
  const [one, two] = [aScan({}), aScan({ fileName: '身份证.jpg' })]
  const app = openApp({
    'app:consent:choose-scans': () => succeed([one, two]),
    'app:consent:register': () => fail('offline'),
  })
  await fillIn()
  fireEvent.click(screen.getByRole('button', { name: '上移 身份证.jpg' }))
  fireEvent.click(screen.getByRole('button', { name: '上传' }))
  await waitFor(() =>
    expect(app.inputsOf('app:consent:register')).toMatchObject([{ handles: [two.handle, one.handle] }]),
  )
})

test('the registered consent leads to a query that already has it', async () => {
  const consent = aConsent()
  openApp({
    'app:consent:choose-scans': () => succeed([aScan({})]),
    'app:consent:register': () => succeed(consent),
    'app:consent:list': () => succeed([aConsent({ signedOn: '2026-02-01' }), consent]),
  })
  await fillIn()
  fireEvent.click(screen.getByRole('button', { name: '上传' }))
  fireEvent.click(await screen.findByRole('button', { name: '用此授权新建查询' }))
  await screen.findByRole('radio', { name: /2026-03-01 签署/, checked: true })
  expect(screen.getByRole('textbox', { name: '业务编号' })).toHaveProperty('value', reference)
})

test('what is wrong with a page is told as soon as it is chosen', async () => {
  openApp({
    'app:consent:choose-scans': () => succeed([aScan({})]),
    'app:consent:send-scan': () =>
      succeed(aSeenScan({ poorPages: [{ page: 2, problems: ['blurred', 'dark'] }], signatures: ['unknown-signer'] })),
  })
  await fillIn()
  await screen.findByText('第 2 页：模糊、过暗，请在客户离开前重新扫描')
  screen.getByText(/签署人不在本行认可的机构名单内/)
})

test('a file that the service refuses holds the upload and says why', async () => {
  openApp({
    'app:consent:choose-scans': () => succeed([aScan({})]),
    'app:consent:send-scan': () => fail('scan-active'),
  })
  await fillIn()
  await screen.findByText(/文件带有脚本、附件或自动动作/)
  expect(screen.getByRole('button', { name: '上传' })).toHaveProperty('disabled', true)
})

test('a turned scan is registered as turned', async () => {
  const scan = aScan({})
  const app = openApp({
    'app:consent:choose-scans': () => succeed([scan]),
    'app:consent:read-scan-page': () => succeed({ jpeg: 'AAAA' }),
    'app:consent:register': () => succeed(aConsent()),
  })
  await fillIn()
  await screen.findByText(/2 页/)
  fireEvent.click(screen.getByRole('button', { name: '预览 授权书.pdf' }))
  await screen.findByRole('img', { name: '授权书.pdf 第 1 页，共 2 页' })
  fireEvent.click(screen.getByRole('button', { name: '右转 90 度' }))
  fireEvent.click(screen.getAllByRole('button', { name: /^关\s?闭$/ })[0] as HTMLElement)
  fireEvent.click(screen.getByRole('button', { name: '上传' }))
  await waitFor(() =>
    expect(app.inputsOf('app:consent:register')).toMatchObject([{ quarterTurns: { [scan.handle]: 1 } }]),
  )
})

test('the code on a scan fills the form in', async () => {
  const form = crypto.randomUUID()
  openApp({
    'app:consent:choose-scans': () => succeed([aScan({})]),
    'app:consent:send-scan': () => succeed(aSeenScan({ formCodes: [{ form: form as never, page: 1, pages: 1 }] })),
    'app:consent:read-form': () =>
      succeed({
        id: form,
        subject: { name: '张建国', idType: '10', idNumber },
        purposes: ['02'],
        businessReference: reference,
        preparedAt: '2026-03-02T01:00:00.000Z',
      }),
  })
  await openConsent()
  fireEvent.click(screen.getByRole('button', { name: '选择文件' }))
  await waitFor(() => expect(screen.getByRole('textbox', { name: '业务编号' })).toHaveProperty('value', reference))
  expect(screen.getByRole('textbox', { name: '证件号码' })).toHaveProperty('value', idNumber)
  expect(screen.getByRole('checkbox', { name: '贷款审批' })).toHaveProperty('checked', true)
})
