namespace Smart.Functions.Http;

/// <summary>The app roles that the platform's authentication puts into a sign-in (design section 6).</summary>
public enum Role
{
    /// <summary>A freelancer who invoices through the cooperative; sees their own things only.</summary>
    Member,

    /// <summary>The recovery desk: members, debtors, cases.</summary>
    Desk,

    /// <summary>Bank files, reconciliation, the register.</summary>
    Finance,

    /// <summary>Approves legal files that somebody else prepared.</summary>
    Approver,

    /// <summary>Runs the system.</summary>
    Engineer,
}
