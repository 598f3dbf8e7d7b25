using System.Text.Json;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>A page of transactions as it was answered.</summary>
/// <param name="Transactions">Each once.</param>
/// <param name="NextQuery">The query of the next page; null on the last.</param>
/// <param name="SynchronizedAt">When the bank was last asked with success, UTC; null when that is not sure.</param>
public sealed record PontoPage(IReadOnlyList<PontoTransaction> Transactions, string? NextQuery, DateTimeOffset? SynchronizedAt)
{
    private const int LongestQuery = 1_000;

    /// <summary>Its newest day; null when it is empty.</summary>
    public DateOnly? Newest => Days().Select(day => (DateOnly?)day).Max();

    /// <summary>The order of its days.</summary>
    public PontoOrder Order
    {
        get
        {
            var (rises, falls) = (false, false);
            foreach (var (earlier, later) in Days().Zip(Days().Skip(1)))
            {
                rises |= later > earlier;
                falls |= later < earlier;
            }

            return (rises, falls) switch
            {
                (true, true) => PontoOrder.Mixed,
                (true, false) => PontoOrder.OldestFirst,
                (false, true) => PontoOrder.NewestFirst,
                _ => PontoOrder.Unknown,
            };
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The document.</param>
    /// <param name="path">The path of the resource, below the root.</param>
    /// <param name="root">Where we ask; a link to another host is refused.</param>
    /// <exception cref="IbanityException">It is no page, or its link leads elsewhere.</exception>
    public static PontoPage Read(JsonElement answer, string path, Uri root)
    {
        if (IbanityJson.Member(answer, "data") is not { ValueKind: JsonValueKind.Array } data) throw new IbanityException("answer-malformed");
        var transactions = data.EnumerateArray().Select(PontoTransaction.Read).DistinctBy(transaction => transaction.Id).ToList();
        return new PontoPage(transactions, NextQueryOf(answer, path, root), SynchronizedOf(IbanityJson.Member(answer, "meta")));
    }

    /// <summary>The query of the next page of a list; null on the last.</summary>
    /// <exception cref="IbanityException">The link leads elsewhere.</exception>
    internal static string? NextQueryOf(JsonElement answer, string path, Uri root) =>
        IbanityJson.Text(IbanityJson.Member(answer, "links"), "next") is { } link ? QueryOf(link, path, root) : null;

    // The link is believed as far as its query: host and path stay ours. The provider's own host is named behind a gateway, too.
    private static string QueryOf(string link, string path, Uri root)
    {
        var isOurs = Uri.TryCreate(link, UriKind.Absolute, out var next)
            && next is { UserInfo: "", Query.Length: > 1 and <= LongestQuery }
            && (IsSameHost(next, root) || IsSameHost(next, new Uri(IbanitySignature.Issuer)))
            && next.AbsolutePath.EndsWith("/" + path, StringComparison.Ordinal);
        return isOurs ? next!.Query : throw new IbanityException("next-link-elsewhere");
    }

    private static bool IsSameHost(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    // Asked without success, or being asked now: what came in since then is not sure to be here.
    private static DateTimeOffset? SynchronizedOf(JsonElement? meta)
    {
        if (Instant(meta, "synchronizedAt") is not { } at) return null;
        var latest = IbanityJson.Member(IbanityJson.Member(meta, "latestSynchronization"), "attributes");
        return IbanityJson.Text(latest, "status") is null or "success" ? at
            : Instant(latest, "createdAt") is { } asked && asked > at ? at
            : null;
    }

    private static DateTimeOffset? Instant(JsonElement? element, string name) => IbanityDates.Instant(IbanityJson.Text(element, name));

    private IEnumerable<DateOnly> Days() => Transactions.Select(transaction => transaction.Day).OfType<DateOnly>();
}
