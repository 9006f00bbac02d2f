#!/bin/bash
# A sweep on a SLURM cluster, through Dask: one scheduler, one worker a node.
#   sbatch slurm.sh my-sweep.toml /scratch/me/my-sweep
# Submit it again to go on where it was stopped.
#SBATCH --job-name=tillit
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=32
#SBATCH --time=04:00:00
# Two minutes before the end the launcher is asked to stop; what is done stays done.
#SBATCH --signal=B:INT@120
set -euo pipefail

design=$1
folder=$2
threads=${SLURM_CPUS_PER_TASK:-2}
address=tcp://$(hostname):8786

dask scheduler --port 8786 --no-dashboard &
scheduler=$!
srun dask worker "$address" --nworkers 1 --nthreads "$threads" --no-dashboard &
workers=$!
tillit sweep run "$design" -o "$folder" --dask "$address" &
launcher=$!

trap 'kill -INT "$launcher"' INT TERM
trap 'kill "$workers" "$scheduler" 2>/dev/null' EXIT
# A trapped signal ends `wait` early; the second waits for the launcher's own end.
wait "$launcher" || wait "$launcher"
