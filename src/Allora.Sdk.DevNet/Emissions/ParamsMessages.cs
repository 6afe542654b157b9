using System.Collections;
using Allora.Sdk.DevNet.Chain;
using Allora.Sdk.DevNet.Chain.Transactions;
using Allora.Sdk.Protos.Emissions.V10;
using Params = Allora.Sdk.Protos.Emissions.V9.Params;

namespace Allora.Sdk.DevNet.Emissions;

/// <summary>Changes of the module's parameters: by admins. Only what is given is set.</summary>
internal static class ParamsMessages
{
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

        run.Gas.Write(600);
        run.State = run.State with { Emissions = run.State.Emissions with { Params = parameters } };
        EmissionsEvents.Emit(run, new EventParamsSet { Params = parameters });
        return new UpdateParamsResponse();
    }
}
