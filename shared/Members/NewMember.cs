using Smart.Shared.Debtors;

namespace Smart.Shared.Members;

/// <summary>A member as asked for, not yet checked; null stands for what the request left out.</summary>
/// <param name="Name">Name.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="Language">The language of every message.</param>
/// <param name="Address">Domicile.</param>
public sealed record NewMember(string? Name, string? Email, Language? Language, PostalAddress? Address);

/// <summary>A contract as asked for, not yet checked; null stands for what the request left out.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="ClientDebtorId">The client, where known.</param>
/// <param name="StartsOn">First day of the work.</param>
/// <param name="EndsOn">Last day of the work.</param>
public sealed record NewContract(string? Title, string? ClientDebtorId, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>What a member and a contract must be.</summary>
public static class MemberRules
{
    private const int LongestTitle = 140;

    /// <summary>The rule that a new member breaks, or the member with its texts trimmed.</summary>
    public static Result<(Language Language, CheckedContact Contact)> Check(NewMember asked)
    {
        if (asked.Language is not { } language || !Enum.IsDefined(language)) return Refusal.Required("language");
        if (string.IsNullOrWhiteSpace(asked.Email)) return Refusal.Required("email");
        var contact = DebtorRules.Check(new DebtorContact { Name = asked.Name, Address = asked.Address, Email = asked.Email });
        return contact.Map(valid => (language, valid));
    }

    /// <summary>The rule that a new contract breaks, or null.</summary>
    public static Refusal? Check(NewContract asked)
    {
        if (string.IsNullOrWhiteSpace(asked.Title)) return Refusal.Required("title");
        if (asked.Title.Trim().Length > LongestTitle) return Refusal.Rules("too-long", $"title has at most {LongestTitle} characters.", "title");
        if (asked.StartsOn is not { } startsOn) return Refusal.Required("startsOn");
        return asked.EndsOn < startsOn ? Refusal.Rules("ends-before-start", "The contract ends before it starts.", "endsOn") : null;
    }
}
