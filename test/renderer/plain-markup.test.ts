import { expect, test } from 'vitest'
import { blocksOf } from '#renderer/app/plain-markup.ts'

const plain = (text: string) => [{ text, isStrong: false }]

test.each([
  { why: 'a heading', text: '# 一、要求', blocks: [{ kind: 'heading', spans: plain('一、要求') }] },
  {
    why: 'points that follow one another are one list',
    text: '- 先授权\n- 后查询',
    blocks: [{ kind: 'points', items: [plain('先授权'), plain('后查询')] }],
  },
  { why: 'numbers', text: '1. 自查\n2、整改', blocks: [{ kind: 'numbers', items: [plain('自查'), plain('整改')] }] },
  {
    why: 'strong words',
    text: '请**立即**停止',
    blocks: [{ kind: 'paragraph', spans: [...plain('请'), { text: '立即', isStrong: true }, ...plain('停止')] }],
  },
  {
    why: 'HTML is what it says',
    text: '<b onclick="x()">粗</b>',
    blocks: [{ kind: 'paragraph', spans: plain('<b onclick="x()">粗</b>') }],
  },
  { why: 'a date is no number', text: '2026年11月', blocks: [{ kind: 'paragraph', spans: plain('2026年11月') }] },
  { why: 'nothing', text: ' \n\n', blocks: [] },
])('$why', ({ text, blocks }) => {
  expect(blocksOf(text)).toEqual(blocks)
})
