using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Allora.Sdk.Protos.Feemarket.V1;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>feemarket.feemarket.v1.Query. A chain without the module does not have the service either.</summary>
internal static class FeemarketQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<GasPriceRequest, GasPriceResponse>(service, "GasPrice", static (context, request) =>
            request.Denom == FeemarketState.Denom
                ? new GasPriceResponse { Price = Price(context) }
                : throw QueryException.Unknown($"error resolving denom: the only denom supported is {FeemarketState.Denom}"));
        router.Handle<GasPricesRequest, GasPricesResponse>(service, "GasPrices", static (context, _) =>
        {
            var response = new GasPricesResponse();
            response.Prices.Add(Price(context));
            return response;
        });
        router.Handle<StateRequest, StateResponse>(service, "State", static (context, _) =>
        {
            var market = context.State.Feemarket;
            var state = new Protos.Feemarket.V1.State { BaseGasPrice = market.BasePrice.ToWire(), LearningRate = Rate(market).ToWire() };
            state.Window.Add((ulong)market.WindowGas);
            return new StateResponse { State = state };
        });
        router.Handle<ParamsRequest, ParamsResponse>(service, "Params", static (context, _) =>
        {
            var market = context.State.Feemarket;
            return new ParamsResponse
            {
                Params = new Params
                {
                    Alpha = LegacyDec.Zero.ToWire(),
                    Beta = LegacyDec.One.ToWire(),
                    Gamma = LegacyDec.Zero.ToWire(),
                    Delta = LegacyDec.Zero.ToWire(),
                    MinBaseGasPrice = market.MinimumPrice.ToWire(),
                    MinLearningRate = Rate(market).ToWire(),
                    MaxLearningRate = Rate(market).ToWire(),
                    MaxBlockUtilization = (ulong)market.MaxBlockGas,
                    Window = 1,
                    FeeDenom = FeemarketState.Denom,
                    Enabled = market.Enabled,
                },
            };
        });
    }

    private static DecCoin Price(QueryContext context) =>
        new() { Denom = FeemarketState.Denom, Amount = context.State.Feemarket.BasePrice.ToWire() };

    /// <summary>A price that does not move still shows the module's default rate.</summary>
    private static LegacyDec Rate(FeemarketState market) =>
        market.LearningRate.Scaled.IsZero ? LegacyDec.Parse("0.125") : market.LearningRate;
}
