using Smart.Shared.Debtors;
using Smart.Shared.Members;

namespace Smart.Functions.Members;

/// <summary>Registers a member.</summary>
/// <param name="Name">Name.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="Language">The language of every message.</param>
/// <param name="Address">Domicile.</param>
public sealed record RegisterMemberRequest(string? Name, string? Email, Language? Language, PostalAddress? Address);

/// <summary>The member that was registered.</summary>
/// <param name="MemberId">Its id: random, means nothing.</param>
public sealed record MemberIdResponse(string MemberId);

/// <summary>Binds an identity to a member.</summary>
/// <param name="Issuer">The issuer of the identity's tokens.</param>
/// <param name="Subject">The identity's name at its issuer. Only a hash of both is stored.</param>
public sealed record BindIdentityRequest(string? Issuer, string? Subject);

/// <summary>A member as it sees itself.</summary>
/// <param name="MemberId">Its id.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="Language">The language of every message.</param>
/// <param name="Address">Domicile.</param>
/// <param name="ContractCount">Contracts declared.</param>
/// <param name="ShareCount">Shares held.</param>
/// <param name="CoveredUntil">Last day that a share covers; absent without a share.</param>
public sealed record MemberResponse(
    string MemberId, string Name, string Email, Language Language, PostalAddress Address, int ContractCount, int ShareCount, DateOnly? CoveredUntil)
{
    internal static MemberResponse Of(Member member) => new(
        member.Id,
        member.Profile.Name,
        member.Profile.Email,
        member.Head.Language,
        member.Profile.Address,
        member.Head.ContractCount,
        member.Head.ShareCount,
        member.Head.CoveredUntil);
}

/// <summary>Who calls.</summary>
/// <param name="Roles">The roles of the sign-in.</param>
/// <param name="MemberId">The member that the identity is bound to.</param>
public sealed record WhoAmIResponse(IReadOnlyList<Http.Role> Roles, string? MemberId);

/// <summary>Declares a contract.</summary>
/// <param name="Title">What it is about; no personal data.</param>
/// <param name="ClientDebtorId">The client, where known.</param>
/// <param name="StartsOn">First day of the work.</param>
/// <param name="EndsOn">Last day of the work, where known.</param>
public sealed record DeclareContractRequest(string? Title, string? ClientDebtorId, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>A contract.</summary>
/// <param name="Ordinal">First, second, and so on: invoices name it.</param>
/// <param name="Title">What it is about.</param>
/// <param name="ClientDebtorId">The client, where known.</param>
/// <param name="StartsOn">First day of the work.</param>
/// <param name="EndsOn">Last day of the work, where known.</param>
/// <param name="DeclaredOn">The day on which it was declared.</param>
public sealed record ContractResponse(int Ordinal, string Title, string? ClientDebtorId, DateOnly StartsOn, DateOnly? EndsOn, DateOnly DeclaredOn)
{
    internal static ContractResponse Of(MemberContract contract) =>
        new(contract.Ordinal, contract.Title, contract.ClientDebtorId, contract.StartsOn, contract.EndsOn, contract.DeclaredOn);
}
