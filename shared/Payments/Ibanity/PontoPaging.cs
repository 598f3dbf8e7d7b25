namespace Smart.Shared.Payments.Ibanity;

/// <summary>Decides after each page where a pull goes on. Pure.</summary>
public static class PontoPaging
{
    /// <summary>Banks enter transactions late: so many days before the newest known one are read again.</summary>
    public const int OverlapDays = 7;

    private const int MostPages = 10_000;
    private const int MostMarks = 50;

    /// <summary>The pull after a page; it is fetched to the end when there is no next page, or only older ones than are known.</summary>
    /// <param name="pull">As it stands.</param>
    /// <param name="page">What its query gave.</param>
    /// <param name="known">The newest day that an earlier pull fetched to the end.</param>
    /// <exception cref="IbanityException">The pages do not end.</exception>
    public static PontoPull After(PontoPull pull, PontoPage page, DateOnly? known)
    {
        if (page.NextQuery is { } same && same == pull.Query || pull.Pages >= MostPages) throw new IbanityException("pages-do-not-end");
        var order = Both(pull.Order, Both(page.Order, Between(pull, page)));
        var newest = page.Newest is { } last && (pull.Newest is not { } seen || last > seen) ? last : pull.Newest;
        var next = pull with
        {
            Query = page.NextQuery,
            Pages = pull.Pages + 1,
            Order = order,
            Newest = newest,
            Trail = Marked(pull, page, newest),
            SynchronizedAt = pull.Pages == 0 ? page.SynchronizedAt : pull.SynchronizedAt,
        };
        var isKnown = order == PontoOrder.NewestFirst && known is { } before && page.Newest < before.AddDays(-OverlapDays);
        return page.NextQuery is null || isKnown ? next with { Query = null, IsFetched = true } : next;
    }

    /// <summary>Where the next pull starts: pages that come oldest first are not read from the beginning of the account again.</summary>
    public static string? StartOf(PontoPull pull) => pull.Order == PontoOrder.OldestFirst && pull.Trail is [var first, ..] ? first.Query : null;

    private static PontoOrder Both(PontoOrder left, PontoOrder right) =>
        left == PontoOrder.Unknown ? right
        : right == PontoOrder.Unknown || left == right ? left
        : PontoOrder.Mixed;

    private static PontoOrder Between(PontoPull pull, PontoPage page)
    {
        if (pull.Trail is not [.., var before] || page.Newest is not { } newest || newest == before.Newest) return PontoOrder.Unknown;
        return newest > before.Newest ? PontoOrder.OldestFirst : PontoOrder.NewestFirst;
    }

    private static IReadOnlyList<PontoPageMark> Marked(PontoPull pull, PontoPage page, DateOnly? newest)
    {
        if (page.Newest is not { } day) return pull.Trail;
        var from = newest!.Value.AddDays(-OverlapDays);
        List<PontoPageMark> trail = [.. pull.Trail, new(pull.Query, day)];
        while (trail.Count > 1 && (trail[0].Newest < from || trail.Count > MostMarks)) trail.RemoveAt(0);
        return trail;
    }
}
