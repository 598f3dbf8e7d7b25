using System.Text.Json;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>An account as the provider describes it.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="AccountKey">IBAN and currency; null when it is no IBAN.</param>
/// <param name="IsDeprecated">The bank gives nothing of it any more.</param>
public sealed record PontoAccount(string Id, string? AccountKey, bool IsDeprecated);

/// <summary>The resources of Ponto Connect that are read, in the documented shapes.</summary>
public sealed class PontoApi(IbanityApi api)
{
    private const int MostAccountPages = 100;
    private const string FirstPage = "?page[limit]=100";

    /// <summary>Whether it is configured.</summary>
    public bool IsConnected => api.IsConnected(IbanityProduct.Ponto);

    /// <summary>An account.</summary>
    /// <exception cref="IbanityException">It could not be read.</exception>
    public async Task<PontoAccount> AccountAsync(string accountId, CancellationToken cancellationToken)
    {
        using var answer = await api.GetAsync(IbanityProduct.Ponto, $"accounts/{Uri.EscapeDataString(accountId)}", cancellationToken);
        if (answer.RootElement.ValueKind != JsonValueKind.Object || !answer.RootElement.TryGetProperty("data", out var data)) throw new IbanityException("answer-malformed");
        var account = Read(data);
        return account.Id == accountId ? account : throw new IbanityException("another-account");
    }

    /// <summary>Every account that we are given.</summary>
    /// <exception cref="IbanityException">They could not be read.</exception>
    public async Task<IReadOnlyList<PontoAccount>> AccountsAsync(CancellationToken cancellationToken)
    {
        var accounts = new List<PontoAccount>();
        string? query = FirstPage;
        for (var page = 0; query is not null; page++)
        {
            if (page == MostAccountPages) throw new IbanityException("pages-do-not-end");
            using var answer = await api.GetAsync(IbanityProduct.Ponto, "accounts" + query, cancellationToken);
            if (answer.RootElement.ValueKind != JsonValueKind.Object || !answer.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            {
                throw new IbanityException("answer-malformed");
            }

            accounts.AddRange(data.EnumerateArray().Select(Read));
            query = PontoPage.NextQueryOf(answer.RootElement, "accounts", api.Root);
        }

        return [.. accounts.DistinctBy(account => account.Id)];
    }

    /// <summary>A page of an account's transactions.</summary>
    /// <param name="accountId">The provider's id.</param>
    /// <param name="query">The query that an earlier page named; null for the first page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="IbanityException">It could not be read.</exception>
    public async Task<PontoPage> TransactionsAsync(string accountId, string? query, CancellationToken cancellationToken)
    {
        var path = $"accounts/{Uri.EscapeDataString(accountId)}/transactions";
        using var answer = await api.GetAsync(IbanityProduct.Ponto, path + (query ?? FirstPage), cancellationToken);
        return PontoPage.Read(answer.RootElement, path, api.Root);
    }

    private static PontoAccount Read(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || CompactJws.Text(data, "id") is not { Length: > 0 } id
            || !data.TryGetProperty("attributes", out var attributes) || attributes.ValueKind != JsonValueKind.Object)
        {
            throw new IbanityException("answer-malformed");
        }

        var currency = CompactJws.Text(attributes, "currency") ?? "";
        var isDeprecated = attributes.TryGetProperty("deprecated", out var deprecated) && deprecated.ValueKind == JsonValueKind.True;
        var isOurs = currency.Length == 3 && currency.All(char.IsAsciiLetterUpper) && CompactJws.Text(attributes, "referenceType") is null or "IBAN";
        return new PontoAccount(id, isOurs && Iban.TryParse(CompactJws.Text(attributes, "reference"), out var iban) ? $"{iban}-{currency}" : null, isDeprecated);
    }
}
