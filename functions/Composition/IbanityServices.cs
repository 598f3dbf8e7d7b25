using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Smart.Functions.Payments;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Composition;

internal static class IbanityServices
{
    private const int MostAnswerBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(10);

    internal static IServiceCollection AddIbanity(this IServiceCollection services, IConfiguration configuration)
    {
        // Never redirected: the token would go along.
        services.AddHttpClient(IbanityHttp.ClientName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<IbanitySettings>>().Value.TimeoutSeconds);
                client.MaxResponseContentBufferSize = MostAnswerBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife });
        return services
            .Configure<IbanitySettings>(configuration.GetSection("Ibanity"))
            .AddSingleton<IbanityHttp>()
            .AddSingleton<IbanityRefreshTokens>()
            .AddSingleton<IbanityTokens>()
            .AddSingleton<IbanityApi>()
            .AddSingleton<IbanityKeys>()
            .AddSingleton<IbanitySignature>()
            .AddSingleton<IbanityMetrics>()
            .AddSingleton<IbanityInbox>()
            .AddSingleton<IbanityEvents>()
            .AddSingleton<IbanityReceiver>()
            .AddSingleton<FeedStore>()
            .AddSingleton<PontoApi>()
            .AddSingleton<PontoAccounts>()
            .AddSingleton<PontoChanges>()
            .AddSingleton<PontoFeed>()
            .AddSingleton<PontoReconciliation>()
            .AddSingleton<IsabelApi>()
            .AddSingleton<IsabelFeed>();
    }
}
