-- $1 viewer, $2 chats in the order wanted, $3 true: others' read mark in every small group, $4 characters of a preview, $5 now.
-- The newest message is nearly always visible and found by its key; only where it is not, an older one is looked for.
-- Flags 14 = deleted | removed | quarantined. Tombstones are counted only where one can lie above the read mark.
SELECT
    c.id, c.kind, c.owner, c.title, c.about, c.photo, c.username, c.is_public, c.flags, c.permissions, c.slow_s,
    c.members, c.gen, c.last_seq, c.last_ev, c.first_ev, c.last_gone, c.last_ts, c.state, c.state_case, c.created, c.linked_id,
    c.limits, c.limit_slow_s, c.words, c.raid_per_min, c.raid_until, c.partly,
    m.role, m.rights, m.denied, m.denied_until, f.read_seq, m.history_from, m.mute_until, m.pin, m.archived, m.marked_unread, m.folder,
    m.joined, m.country,
    CASE WHEN m.role IS NULL OR f.floor >= c.last_seq THEN 0 ELSE
        CASE WHEN c.last_gone > f.floor
            THEN (SELECT count(*) FROM tombstones t WHERE t.chat_id = c.id AND t.seq > f.floor) ELSE 0 END
        + (SELECT count(*) FROM hidden h WHERE h.user_id = $1 AND h.chat_id = c.id AND h.seq > f.floor
            AND (c.last_gone < h.seq
                OR NOT EXISTS (SELECT FROM tombstones t WHERE t.chat_id = c.id AND t.seq = h.seq)))
    END AS gone,
    CASE WHEN m.role IS NULL OR f.floor >= c.last_seq THEN 0 ELSE
        (SELECT count(*) FROM mentions x WHERE x.user_id = $1 AND x.chat_id = c.id AND x.seq > f.floor
            AND (c.last_gone < x.seq
                OR NOT EXISTS (SELECT FROM tombstones t WHERE t.chat_id = c.id AND t.seq = x.seq))
            AND NOT EXISTS (SELECT FROM hidden h WHERE h.user_id = $1 AND h.chat_id = c.id AND h.seq = x.seq))
    END AS mentioned,
    d.peer,
    CASE
        WHEN c.kind = 'dialog' THEN (
            SELECT greatest(o.read_seq, w.seq) FROM members o
            LEFT JOIN sent_marks w ON w.user_id = o.user_id AND w.chat_id = o.chat_id
            WHERE o.user_id = d.peer AND o.chat_id = c.id)
        WHEN c.kind = 'group' AND c.members <= 100 AND ($3 OR l.author = $1)
            THEN (
                SELECT max(greatest(o.read_seq, w.seq)) FROM members o
                LEFT JOIN sent_marks w ON w.user_id = o.user_id AND w.chat_id = o.chat_id
                WHERE o.chat_id = c.id AND o.user_id <> $1)
    END AS others_read,
    ARRAY(SELECT p.seq FROM pins p WHERE p.chat_id = c.id AND p.seq >= coalesce(m.history_from, 0)
        ORDER BY p.ts DESC, p.seq DESC LIMIT 20) AS pinned,
    r.body AS draft, r.ts AS draft_ts,
    m.role IS NULL AND EXISTS (SELECT FROM bans b WHERE b.chat_id = c.id AND b.user_id = $1
        AND (b.until IS NULL OR b.until > $5)) AS banned,
    l.seq, l.ev, l.sender, l.author, l.ts, l.message_kind, l.message_flags, l.body, l.ents, l.extra, l.ver, l.edited
FROM unnest($2::bigint[]) WITH ORDINALITY AS want (id, o)
JOIN chats c ON c.id = want.id
LEFT JOIN members m ON m.user_id = $1 AND m.chat_id = c.id
LEFT JOIN sent_marks s ON s.user_id = $1 AND s.chat_id = c.id
CROSS JOIN LATERAL (
    SELECT greatest(m.read_seq, s.seq) AS read_seq, greatest(m.read_seq, s.seq, m.history_from - 1, 0) AS floor
) f
LEFT JOIN LATERAL (
    SELECT CASE WHEN low = $1 THEN high ELSE low END AS peer FROM dialogs WHERE chat_id = c.id AND c.kind = 'dialog'
) d ON true
LEFT JOIN drafts r ON r.user_id = $1 AND r.chat_id = c.id
LEFT JOIN messages n ON n.chat_id = c.id AND n.seq = c.last_seq AND n.seq >= coalesce(m.history_from, 0)
    AND n.flags & 14 = 0 AND NOT EXISTS (
        SELECT FROM hidden h WHERE h.user_id = $1 AND h.chat_id = n.chat_id AND h.seq = n.seq)
LEFT JOIN LATERAL (
    SELECT x.seq FROM messages x
    WHERE n.seq IS NULL AND x.chat_id = c.id AND x.seq >= coalesce(m.history_from, 0) AND x.seq < c.last_seq
        AND x.flags & 14 = 0
        AND NOT EXISTS (SELECT FROM hidden h WHERE h.user_id = $1 AND h.chat_id = x.chat_id AND h.seq = x.seq)
    ORDER BY x.seq DESC LIMIT 1
) older ON true
LEFT JOIN LATERAL (
    SELECT x.seq, x.ev, x.sender, x.author, x.ts, x.kind AS message_kind, x.flags AS message_flags,
        CASE WHEN x.kind = 'poll'
            THEN (SELECT '📊 ' || question FROM polls WHERE id = (x.extra ->> 'poll')::bigint)
            ELSE left(x.body, $4) END AS body, x.ents, x.extra, x.ver, x.edited
    FROM messages x WHERE x.chat_id = c.id AND x.seq = coalesce(n.seq, older.seq)
) l ON true
ORDER BY want.o
