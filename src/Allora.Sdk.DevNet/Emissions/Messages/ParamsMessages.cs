using System.Collections;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf.Reflection;
using Params = Allora.Sdk.Protos.Emissions.V9.Params;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Changes of the module's parameters: by admins. Only what is given is set.</summary>
internal static class ParamsMessages
{
    /// <summary>The chain's decimals are read while the transaction is decoded.</summary>
    public static void Decoded(UpdateParamsRequest message)
    {
        foreach (var field in OptionalParams.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.String || field.Name == "version")
                continue;
            foreach (string text in (IEnumerable)field.Accessor.GetValue(message.Params ?? new OptionalParams()))
            {
                if (!Dec.TryParseBounded(text, out _, out var why))
                    throw ChainErrors.TxParse(why);
            }
        }
    }

    public static UpdateParamsResponse Update(Execution run, UpdateParamsRequest message)
    {
        if (!run.State.Emissions.Whitelists.Admins.Contains(message.Sender))
            throw ChainErrors.Of(44, "not permitted to update params: not whitelist admin", Execute.Unwrapped);
        var parameters = run.State.Emissions.Params.Clone();
        foreach (var field in OptionalParams.Descriptor.Fields.InFieldNumberOrder())
        {
            // Each optional parameter is a list of at most one value.
            foreach (var value in (IEnumerable)field.Accessor.GetValue(message.Params ?? new OptionalParams()))
                Params.Descriptor.FindFieldByName(field.Name)?.Accessor.SetValue(parameters, value);
        }

        Require(parameters);
        run.Gas.Write(600);
        run.State = run.State with { Emissions = run.State.Emissions with { Params = parameters } };
        EmissionsEvents.Emit(run, new EventParamsSet { Params = parameters });
        return new UpdateParamsResponse();
    }

    private static void Require(Params parameters)
    {
        foreach (var field in Params.Descriptor.Fields.InFieldNumberOrder())
        {
            var negative = field.Accessor.GetValue(parameters) switch
            {
                long number => number < 0,
                string text when field.Name != "version" => Dec.Parse(text) < Dec.Zero,
                _ => false,
            };
            if (negative)
                throw ChainErrors.InvalidRequest($"params validation failure: {field.Name} cannot be negative", Execute.Unwrapped);
        }

        if (parameters.BlocksPerMonth == 0 || parameters.MinEpochLength == 0)
            throw ChainErrors.InvalidRequest("params validation failure: blocks_per_month and min_epoch_length must be positive", Execute.Unwrapped);
    }
}
