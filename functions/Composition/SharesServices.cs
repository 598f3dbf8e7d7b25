using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Shares;

namespace Smart.Functions.Composition;

internal static class SharesServices
{
    internal static IServiceCollection AddShares(this IServiceCollection services) => services
        .AddSingleton<ShareRequests>()
        .AddSingleton<ShareService>()
        .AddSingleton<ShareRegister>()
        .AddSingleton<ShareLetters>()
        .AddSingleton<ShareCertificates>()
        .AddSingleton<RenewalService>()
        .AddSingleton<RenewalRuns>();
}
