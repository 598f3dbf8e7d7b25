using System.Text.RegularExpressions;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>Which message an XML file holds, by the element under Document and its namespace.</summary>
/// <param name="Format">camt.052, camt.053 or camt.054.</param>
/// <param name="Version">Two digits of the namespace; empty when it names none.</param>
/// <param name="Deviation">What the namespace says other than the element; null when they agree.</param>
internal sealed partial record CamtMessage(string Format, string Version, string? Deviation)
{
    private const int Oldest = 2, Newest = 10;

    /// <summary>What carries money that comes in is a notification, and has no balances.</summary>
    internal bool IsNotification => Format == "camt.054";

    /// <summary>The message that an element is, or null.</summary>
    internal static CamtMessage? Of(string element, string ns)
    {
        var format = element switch { "BkToCstmrStmt" => "camt.053", "BkToCstmrDbtCdtNtfctn" => "camt.054", "BkToCstmrAcctRpt" => "camt.052", _ => null };
        return format is null ? null : Of(format, Name().Match(ns));
    }

    /// <summary>The message that a namespace names, or null.</summary>
    internal static CamtMessage? OfNamespace(string ns)
    {
        var name = Name().Match(ns);
        return name.Success && name.Groups["format"].Value is "camt.052" or "camt.053" or "camt.054" ? Of(name.Groups["format"].Value, name) : null;
    }

    /// <summary>Why nothing of it is read, or null.</summary>
    internal BankFileError? Refusal(int line)
    {
        if (Format == "camt.052" || Deviation?.StartsWith(Intraday, StringComparison.Ordinal) == true)
            return new(line, "intraday", "camt.052 reports movements during the day that are not final: nothing of it is booked. Ask the bank for camt.053.", EndsReading: true);
        return Version.Length > 0 && int.Parse(Version, System.Globalization.CultureInfo.InvariantCulture) < Oldest
            ? new(line, "version", $"{Format} version {Version} is not supported; versions 02 to 10 are.", EndsReading: true)
            : null;
    }

    private static CamtMessage Of(string format, Match name)
    {
        if (!name.Success) return new(format, "", "The document has no namespace that names its version; it is read by its structure.");
        var (named, version) = (name.Groups["format"].Value, name.Groups["version"].Value);
        if (named == "camt.052" && format != named) return new(format, version, Intraday);
        if (named != format) return new(format, version, $"The namespace says {named}, the content is {format}.");
        return new(format, version, int.Parse(version, System.Globalization.CultureInfo.InvariantCulture) > Newest ? $"Version {version} is newer than the versions 02 to 10 that are known; it is read as they are." : null);
    }

    private const string Intraday = "The namespace says camt.052.";

    [GeneratedRegex(@"(?<format>(camt|pain|pacs|head)\.[0-9]{3})\.[0-9]{3}\.(?<version>[0-9]{2})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
