using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Http;
using Smart.Shared.Access;
using Smart.Shared.Requests;

namespace Smart.Functions.Composition;

internal static class HttpServices
{
    internal static IServiceCollection AddHttp(this IServiceCollection services) => services
        .AddSingleton<ApiCatalog>()
        .AddSingleton<RequestClaims>()
        .AddSingleton<IdempotentRequests>()
        .AddSingleton<PrincipalDirectory>()
        .AddSingleton<LinkTokens>();
}
