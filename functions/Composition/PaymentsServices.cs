using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Payments;

namespace Smart.Functions.Composition;

internal static class PaymentsServices
{
    internal static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<AccountService>();
}
