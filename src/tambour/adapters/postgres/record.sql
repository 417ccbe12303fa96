WITH inp AS (
    SELECT * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::int[], $8::bigint[],
        $9::text[], $10::int[], $11::bigint[], $12::jsonb[], $13::text[], $14::jsonb[], $15::jsonb[], $21::bigint[], $22::bool[]) WITH ORDINALITY
        AS t (chat, gen, sender, author, rid, day, digest, kind, flags, re, fwd, body, ents, extra, thread, root, o)
), held AS (
    SELECT id, gen, slow_s FROM chats WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE
), same AS (
    SELECT inp.o, k.seq, k.ev, k.ts, k.digest
    FROM inp CROSS JOIN LATERAL ( -- LIMIT keeps it a probe per send: a join would read all keys while the table looks small
        SELECT s.seq, s.ev, s.ts, s.digest FROM send_keys s
        WHERE s.day = inp.day AND s.user_id = inp.author AND s.rid = inp.rid LIMIT 1
    ) k
), fresh AS (
    SELECT inp.*, held.slow_s, row_number() OVER (PARTITION BY inp.chat ORDER BY inp.o) AS n
    FROM inp JOIN held ON held.id = inp.chat AND held.gen = inp.gen
    WHERE NOT EXISTS (SELECT FROM same WHERE same.o = inp.o)
), up AS (
    UPDATE chats c SET last_seq = c.last_seq + k.n, last_ev = c.last_ev + k.n, last_ts = greatest(c.last_ts, $16),
        said_ts = $16, gen = c.gen + CASE WHEN greatest(c.slow_s, c.limit_slow_s) > 0 THEN 1 ELSE 0 END
    FROM (SELECT chat, count(*) AS n FROM fresh GROUP BY chat) k
    WHERE c.id = k.chat
    RETURNING c.id, c.last_seq - k.n AS seq0, c.last_ev - k.n AS ev0
), num AS (
    SELECT fresh.*, up.seq0 + fresh.n AS seq, up.ev0 + fresh.n AS ev FROM fresh FULL JOIN up ON up.id = fresh.chat -- each side has its partner; FULL makes it a hash join
), to_messages AS (
    INSERT INTO messages (chat_id, seq, ev, sender, author, ts, kind, flags, re_seq, fwd, body, ents, extra, thread)
    SELECT chat, seq, ev, sender, author, $16, kind, flags, re, fwd, body, ents, extra, thread FROM num
), to_log AS (
    INSERT INTO chat_log (chat_id, ev, kind, seq, ts) SELECT chat, ev, 'n', seq, $16 FROM num
), to_keys AS (
    INSERT INTO send_keys (day, user_id, rid, chat_id, seq, ev, ts, digest)
    SELECT day, author, rid, chat, seq, ev, $16, digest FROM num
), to_marks AS (
    INSERT INTO sent_marks AS s (user_id, chat_id, seq, ts)
    SELECT author, chat, max(seq), $16 FROM num WHERE NOT root GROUP BY author, chat ORDER BY author, chat
    ON CONFLICT (user_id, chat_id) DO UPDATE SET seq = greatest(s.seq, excluded.seq), ts = excluded.ts
), to_threads AS (
    UPDATE threads t SET comments = t.comments + k.n
    FROM (SELECT chat, thread, count(*) AS n FROM num WHERE thread IS NOT NULL GROUP BY chat, thread) k
    WHERE t.chat_id = k.chat AND t.root_seq = k.thread
), to_mentions AS (
    INSERT INTO mentions (user_id, chat_id, seq)
    SELECT DISTINCT x.user_id, num.chat, num.seq
    FROM unnest($17::bigint[], $18::bigint[]) AS x (o, user_id) JOIN num ON num.o = x.o WHERE x.user_id <> num.author
), to_hashtags AS (
    INSERT INTO hashtags (tag, chat_id, seq)
    SELECT DISTINCT x.tag, num.chat, num.seq FROM unnest($19::bigint[], $20::text[]) AS x (o, tag) JOIN num ON num.o = x.o
), to_previews AS (
    INSERT INTO preview_jobs (chat_id, seq, due) SELECT chat, seq, $16 FROM num WHERE extra ? 'link'
), to_attachments AS (
    INSERT INTO attachments (chat_id, tab, seq, file_id, state)
    SELECT num.chat, x.tab, num.seq, x.file, x.state
    FROM unnest($23::bigint[], $24::text[], $25::text[], $26::smallint[]) AS x (o, tab, file, state) JOIN num ON num.o = x.o
    ON CONFLICT DO NOTHING
), to_forwards AS (
    INSERT INTO forwards (root_chat, root_seq, chat_id, seq)
    SELECT (fwd ->> 'c')::bigint, (fwd ->> 's')::bigint, chat, seq FROM num WHERE fwd ? 's'
)
SELECT
    CASE WHEN num.o IS NOT NULL THEN 'new' WHEN same.o IS NOT NULL THEN 'same' ELSE 'stale' END,
    coalesce(num.seq, same.seq, 0), coalesce(num.ev, same.ev, 0),
    CASE WHEN num.o IS NOT NULL THEN $16 ELSE coalesce(same.ts, 0) END, coalesce(same.digest, inp.digest)
FROM inp LEFT JOIN num ON num.o = inp.o LEFT JOIN same ON same.o = inp.o ORDER BY inp.o
