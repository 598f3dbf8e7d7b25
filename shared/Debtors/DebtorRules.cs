using Smart.Shared.References;

namespace Smart.Shared.Debtors;

/// <summary>What a debtor must be before an invoice can name it (rules 3.4, 4.6; structured address: SEPA since November 2026).</summary>
public static class DebtorRules
{
    private const int LongestName = 140;
    private const int LongestLine = 70;
    private const int LongestPostalCode = 16;

    /// <summary>The debtor with its numbers and texts in one spelling, or the first rule it breaks.</summary>
    public static Result<CheckedDebtor> Check(NewDebtor asked)
    {
        if (asked.Kind is not { } kind || !Enum.IsDefined(kind)) return Refusal.Required("kind");
        if (asked.Language is not { } language || !Enum.IsDefined(language)) return Refusal.Required("language");
        var contact = Check(asked.Contact);
        if (contact.Refusal is { } refused) return refused;

        if (CheckNumbers(asked, out var enterprise, out var vat) is { } wrong) return wrong;
        if (kind != DebtorKind.Consumer && enterprise is null && vat is null)
        {
            return Refusal.Rules(
                "enterprise-number-required",
                "An enterprise or public body needs its enterprise number or VAT number.",
                "enterpriseNumber",
                "rules 4.6, art. 5 par. 1 RD no 1");
        }

        if (kind == DebtorKind.Consumer && (enterprise ?? vat) is not null)
        {
            return Refusal.Rules(
                "consumer-with-number",
                "A consumer has no enterprise or VAT number: a client who has one acts as an enterprise.",
                enterprise is not null ? "enterpriseNumber" : "vatNumber",
                "rules 1.1");
        }

        return new CheckedDebtor(kind, language, contact.Value, enterprise, vat);
    }

    /// <summary>The contact with its texts trimmed and its channels made explicit, or the first rule it breaks.</summary>
    public static Result<CheckedContact> Check(DebtorContact? asked)
    {
        if (asked is null || Text(asked.Name) is not { } name) return Refusal.Required("name");
        if (name.Length > LongestName) return TooLong("name", LongestName);
        var address = Check(asked.Address);
        if (address.Refusal is { } refused) return refused;
        var email = Text(asked.Email);
        if (email is not null && !EmailAddress.IsValid(email))
        {
            return Refusal.Rules("email-invalid", "This is not an e-mail address.", "email");
        }

        var person = Text(asked.Person);
        if (person?.Length > LongestLine) return TooLong("person", LongestLine);
        var channels = asked.Channels ?? (email is null ? [Channel.Post] : [Channel.Email, Channel.Post]);
        if (Check(channels, email) is { } wrong) return wrong;
        return new CheckedContact(name, address.Value, email, channels, person);
    }

    private static Refusal? Check(IReadOnlyList<Channel> channels, string? email)
    {
        if (channels.Count == 0) return Refusal.Required("channels");
        if (channels.Distinct().Count() != channels.Count || !channels.All(Enum.IsDefined))
        {
            return Refusal.Rules("channel-invalid", "Each channel may be named once: email, post.", "channels");
        }

        return channels.Contains(Channel.Email) && email is null
            ? Refusal.Rules("email-required", "The channel email needs an e-mail address.", "email")
            : null;
    }

    private static Result<PostalAddress> Check(PostalAddress? asked)
    {
        if (asked is null) return Refusal.Required("address");
        if (Text(asked.Street) is not { } street) return Refusal.Required("address.street");
        if (Text(asked.PostalCode) is not { } code) return Refusal.Required("address.postalCode");
        if (Text(asked.Town) is not { } town) return Refusal.Required("address.town");
        if (street.Length > LongestLine) return TooLong("address.street", LongestLine);
        if (code.Length > LongestPostalCode) return TooLong("address.postalCode", LongestPostalCode);
        if (town.Length > LongestLine) return TooLong("address.town", LongestLine);
        var country = (Text(asked.Country) ?? "BE").ToUpperInvariant();
        if (country.Length != 2 || !country.All(char.IsAsciiLetterUpper))
        {
            return Refusal.Rules("country-invalid", "A country is named by its two-letter code (ISO 3166).", "address.country");
        }

        return country == "BE" && !(code.Length == 4 && code.All(char.IsAsciiDigit))
            ? Refusal.Rules("postal-code-invalid", "A Belgian postal code has four digits.", "address.postalCode")
            : new PostalAddress(street, code, town, country);
    }

    private static Refusal? CheckNumbers(NewDebtor asked, out string? enterprise, out string? vat)
    {
        (enterprise, vat) = (null, null);
        if (Text(asked.EnterpriseNumber) is { } enterpriseText)
        {
            if (!EnterpriseNumber.TryParse(enterpriseText, out var number)) return WrongDigits("enterprise-number-invalid", "enterpriseNumber");
            enterprise = number.Digits;
        }

        if (Text(asked.VatNumber) is not { } vatText) return null;
        if (!VatNumber.TryParse(vatText, out var vatNumber)) return WrongDigits("vat-number-invalid", "vatNumber");
        vat = vatNumber.ToString();
        if (!vatNumber.IsBelgian) return null;
        if (enterprise is not null && vat[2..] != enterprise)
        {
            return Refusal.Rules("numbers-differ", "The Belgian VAT number is the enterprise number after BE.", "vatNumber", "rules 3.4");
        }

        enterprise ??= vat[2..];
        return null;
    }

    private static Refusal WrongDigits(string type, string field) =>
        Refusal.Rules(type, "The number is not well-formed or its check digits are wrong.", field, "rules 3.4");

    private static Refusal TooLong(string field, int most) => Refusal.Rules("too-long", $"{field} has at most {most} characters.", field);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A debtor that breaks no rule.</summary>
/// <param name="Kind">Decides the regime.</param>
/// <param name="Language">The language of every document.</param>
/// <param name="Contact">Name and how to reach it.</param>
/// <param name="EnterpriseNumber">Ten digits, or null.</param>
/// <param name="VatNumber">With its prefix, or null.</param>
public sealed record CheckedDebtor(DebtorKind Kind, Language Language, CheckedContact Contact, string? EnterpriseNumber, string? VatNumber);

/// <summary>A contact that breaks no rule.</summary>
/// <param name="Name">Name or denomination.</param>
/// <param name="Address">Where post goes.</param>
/// <param name="Email">Where e-mail goes, or null.</param>
/// <param name="Channels">The channels to try, in order; at least one.</param>
/// <param name="Person">The person to address, or null.</param>
public sealed record CheckedContact(string Name, PostalAddress Address, string? Email, IReadOnlyList<Channel> Channels, string? Person);
