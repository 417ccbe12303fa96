-- compat: 21
-- Notices by people without an account (the form at /notice). Who they are is sealed; the token of the receipt is not kept.
CREATE TABLE public_notices (
    id bigint PRIMARY KEY,                         -- the reporter of its report is −id
    token_hash bytea NOT NULL UNIQUE,
    contact bytea NOT NULL,
    at bigint NOT NULL
);
