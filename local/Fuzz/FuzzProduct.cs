using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Composition;
using Smart.Local.Storage.Memory;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Local.Fuzz;

/// <summary>The product's own services at a fixed time, for what is fed to them without a host.</summary>
internal static class FuzzProduct
{
    /// <summary>Signs events of Stripe.</summary>
    internal const string StripeSecret = "whsec_fuzz";

    /// <summary>Our application at Ibanity.</summary>
    internal const string Application = "fuzz-application";

    /// <summary>The time there.</summary>
    internal static DateTimeOffset Now { get; } = new(2026, 5, 15, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Composes them.</summary>
    /// <param name="keySet">What Ibanity answers with; nothing else is asked of anybody.</param>
    internal static ServiceProvider Compose(string keySet = "{\"keys\":[]}")
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new Standing());
        services.AddSingleton(new MemoryStorage().Transport);
        services.AddLogging();
        services.AddMetrics();
        services.AddSmart(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = MemoryStorage.ConnectionString,
            ["ReceiptsQueue"] = "receipts",
            ["ServiceBus:fullyQualifiedNamespace"] = "nowhere.example",
            ["Stripe:WebhookSecrets"] = $"whsec_old;{StripeSecret}",
            ["Stripe:AcceptTestMode"] = "true",
            ["Ibanity:ApplicationId"] = Application,
        }).Build());
        services.AddHttpClient(IbanityHttp.ClientName).ConfigurePrimaryHttpMessageHandler(() => new Keys(keySet));
        return services.BuildServiceProvider();
    }

    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Keys(string keySet) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(keySet, Encoding.UTF8, "application/json") });
    }
}
