using Smart.Shared;

namespace Smart.Functions.Http;

/// <summary>Who calls: keys and roles, nothing to show.</summary>
/// <param name="SubjectHash">Hash of the identity's issuer and subject.</param>
/// <param name="Roles">The app roles of the sign-in.</param>
/// <param name="MemberId">The member that the identity is bound to; null for staff and for identities not bound yet.</param>
public sealed record Caller(string SubjectHash, IReadOnlySet<Role> Roles, string? MemberId)
{
    private static readonly Role[] Staff = [Role.Desk, Role.Finance, Role.Approver, Role.Engineer];

    /// <summary>True for people who work for the cooperative: they see every member's things.</summary>
    public bool IsStaff => Roles.Overlaps(Staff);

    /// <summary>Null when the caller has one of the roles, else 403.</summary>
    public Refusal? Require(params ReadOnlySpan<Role> anyOf)
    {
        foreach (var role in anyOf)
        {
            if (Roles.Contains(role)) return null;
        }

        return new Refusal(RefusalKind.Forbidden, "role-required", "Your role does not allow this.");
    }

    /// <summary>
    /// Null when the caller is that member or staff. Others are told that there is no such <paramref name="thing"/>:
    /// they must not learn which ids exist.
    /// </summary>
    public Refusal? RequireMember(string memberId, string thing = "member") =>
        IsStaff || MemberId == memberId ? null : Refusal.Missing(thing);
}
