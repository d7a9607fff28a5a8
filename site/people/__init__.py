"""Users, organisations, roles and permissions, sign-in, guests and the audit trail."""
