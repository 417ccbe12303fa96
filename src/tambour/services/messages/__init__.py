"""What people do with messages besides sending them: read, edit, delete, pin, react, forward, plan, draft."""
