/** The file a person opens first. */
export const bundleReadme = `审计导出包

核验：cqw audit verify 文件 --identity 您的私钥文件 --trust 日志公钥文件
核验不需要网络，也不需要相信导出的服务；公钥文件须由您从其他途径取得，本包 log/keys.txt 仅供对照。

entries 目录是日志原文，每行依次为序号、叶子哈希、条目字节；未选中的条目以 - 代替，已按期限清除的以 ~ 代替。
tables 目录由条目生成，便于阅读。

本包能证明：所列区间的每一个位置都在，所附条目自写入后未被改动、增删或调换，导出本身已记入日志。
本包不能证明：以 - 代替的条目不符合筛选条件；需要时请按序号索取原文，其哈希已在此固定。


Audit bundle

Verify: cqw audit verify FILE --identity YOUR_KEY_FILE --trust LOG_KEYS_FILE
This needs no network and no trust in the service; get the log's keys some other way, log/keys.txt is for comparison only.

Each line of entries/ is index, leaf hash and the entry's bytes; - stands for an entry that was not asked for, ~ for one
whose bytes were pruned by policy. tables/ is made from the entries, for reading.

It proves that every place of the stretch is there, that the entries in it are as they were written, in their order, and
that this export is itself in the log. It does not prove that an entry behind - does not match the filter: ask for it by its
index, its hash is fixed here.
`
