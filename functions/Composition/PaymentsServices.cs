using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Smart.Functions.Payments;
using Smart.Functions.Repair;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.Matching;
using Smart.Shared.Payments.Refunds;
using Smart.Shared.Payments.SameMoney;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Payments.Stripe.Handlers;
using Smart.Shared.Payments.TakingBack;
using Stripe;

namespace Smart.Functions.Composition;

internal static class PaymentsServices
{
    internal static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(AllocationPolicy.Default);
        return services
            .AddSingleton(provider => QueueOf(provider, configuration))
            .AddSingleton<AccountService>()
            .AddSingleton<OpenInvoices>()
            .AddSingleton<ReceiptStore>()
            .AddSingleton<PayerDirectory>()
            .AddSingleton<ReceiptLookup>()
            .AddSingleton<AllocationWriter>()
            .AddSingleton<Worklist>()
            .AddSingleton<PaymentService>()
            .AddSingleton<WorklistService>()
            .AddSingleton<StatementService>()
            .AddSingleton<ReceiptIntake>()
            .AddSingleton<MoneyIndex>()
            .AddSingleton<AllocationUndo>()
            .AddSingleton<AllocationCorrections>()
            .AddSingleton<ReturnFinder>()
            .AddSingleton<ReturnedPayments>()
            .AddSingleton<AccountUse>()
            .AddSingleton<AccountRefunds>()
            .AddSingleton<BankFileStore>()
            .AddSingleton<BankFileVerifier>()
            .AddSingleton<BankFileBooking>()
            .AddSingleton<BankFileSettling>()
            .AddSingleton<IRepair, AllocateRepair>()
            .AddIbanity(configuration)
            .AddStripe(configuration);
    }

    private static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<IStripeClient>(provider => ClientOf(provider.GetRequiredService<IOptions<StripeSettings>>().Value));
        return services
            .Configure<StripeSettings>(configuration.GetSection("Stripe"))
            .AddSingleton<CheckoutSessions>()
            .AddSingleton<CheckoutService>()
            .AddSingleton<StripeSignature>()
            .AddSingleton<StripeMetrics>()
            .AddSingleton<StripeGate>()
            .AddSingleton<StripeInbox>()
            .AddSingleton<StripePayments>()
            .AddSingleton<StripeReturns>()
            .AddSingleton<StripeRefundWatch>()
            .AddSingleton<StripeDisputes>()
            .AddSingleton<StripePayouts>()
            .AddSingleton<StripeEffects>()
            .AddSingleton<StripeEvents>()
            .AddSingleton<StripeReconciliation>()
            .AddSingleton<IStripeEventHandler, PaidHandler>()
            .AddSingleton<IStripeEventHandler, ProcessingHandler>()
            .AddSingleton<IStripeEventHandler, FailedHandler>()
            .AddSingleton<IStripeEventHandler, RefundHandler>()
            .AddSingleton<IStripeEventHandler, DisputeHandler>()
            .AddSingleton<IStripeEventHandler, PayoutHandler>();
    }

    private static ReceiptQueue QueueOf(IServiceProvider provider, IConfiguration configuration)
    {
        var name = configuration["ReceiptsQueue"] ?? throw new InvalidOperationException("Setting ReceiptsQueue is missing.");
        return new ReceiptQueue(provider.GetRequiredService<ServiceBusClient>(), name, provider.GetRequiredService<TimeProvider>());
    }

    private static StripeClient ClientOf(StripeSettings settings) => new(
        apiKey: settings.ApiKey.Length > 0 ? settings.ApiKey : null,
        apiBase: settings.ApiBase.Length > 0 ? settings.ApiBase.TrimEnd('/') : null);
}
